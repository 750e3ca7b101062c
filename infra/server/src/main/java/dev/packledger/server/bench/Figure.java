package dev.packledger.server.bench;

import java.util.Arrays;
import java.util.List;

/** What many measurements come to. */
final class Figure {
  private Figure() {}

  /** Of an odd number the middle one, of an even number the upper of the two. */
  static double median(List<Double> figures) {
    return figures.stream().sorted().skip(figures.size() / 2).findFirst().orElseThrow();
  }

  /**
   * The value that so many of 100 do not exceed.
   *
   * @param sorted ascending
   */
  static long percentile(long[] sorted, double percent) {
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }

  /** Sorted, in a copy. */
  static long[] sorted(List<Long> values) {
    long[] sorted = values.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }
}
