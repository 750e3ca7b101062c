package dev.packledger.projections.access;

import java.util.Arrays;

/**
 * Rows of a fixed number of ints, in pages, so that growing copies nothing and wastes little. Rows
 * are numbered from 0 and never removed. Written by one thread.
 */
final class Rows {
  private static final int PAGE_BITS = 10;
  private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;

  private final int stride;
  private int[][] pages = new int[4][];
  private int pageCount;
  private int count;

  /**
   * @param stride ints in a row
   */
  Rows(int stride) {
    this.stride = stride;
  }

  int count() {
    return count;
  }

  /** A new row of zeroes. */
  int add() {
    if (count == pageCount << PAGE_BITS) {
      if (pageCount == pages.length) {
        pages = Arrays.copyOf(pages, pageCount * 2);
      }
      pages[pageCount++] = new int[stride << PAGE_BITS];
    }
    return count++;
  }

  int get(int row, int column) {
    return pages[row >>> PAGE_BITS][(row & PAGE_MASK) * stride + column];
  }

  void set(int row, int column, int value) {
    pages[row >>> PAGE_BITS][(row & PAGE_MASK) * stride + column] = value;
  }

  /** Two ints from a column on, as one number. */
  long getLong(int row, int column) {
    int[] page = pages[row >>> PAGE_BITS];
    int at = (row & PAGE_MASK) * stride + column;
    return ((long) page[at] << 32) | (page[at + 1] & 0xffffffffL);
  }

  void setLong(int row, int column, long value) {
    int[] page = pages[row >>> PAGE_BITS];
    int at = (row & PAGE_MASK) * stride + column;
    page[at] = (int) (value >>> 32);
    page[at + 1] = (int) value;
  }

  /** Whether the four ints from a column on are this id or digest. */
  boolean holds(int row, int column, long high, long low) {
    return getLong(row, column) == high && getLong(row, column + 2) == low;
  }

  /** Bytes held, array headers left out. */
  long bytes() {
    return 8L * pages.length + 4L * pageCount * (stride << PAGE_BITS);
  }
}
