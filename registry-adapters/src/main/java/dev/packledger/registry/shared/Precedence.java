package dev.packledger.registry.shared;

import java.util.Comparator;
import java.util.List;

/** The order of Semantic Versioning 2.0.0 (section 11), for ecosystems that follow it. */
public final class Precedence {
  /** Digits without leading zeros, of any length: the longer is the greater. */
  public static final Comparator<String> NUMERIC =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  private Precedence() {}

  /** Of the identifiers of pre-releases; a version without any is the greater. */
  public static int prereleases(List<String> left, List<String> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return Boolean.compare(left.isEmpty(), right.isEmpty());
    }
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = identifiers(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static int identifiers(String left, String right) {
    boolean leftNumber = left.chars().allMatch(c -> c >= '0' && c <= '9');
    boolean rightNumber = right.chars().allMatch(c -> c >= '0' && c <= '9');
    if (leftNumber && rightNumber) {
      return NUMERIC.compare(left, right);
    }
    return leftNumber == rightNumber ? left.compareTo(right) : leftNumber ? -1 : 1;
  }
}
