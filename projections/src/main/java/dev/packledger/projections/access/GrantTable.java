package dev.packledger.projections.access;

import java.util.Arrays;

/**
 * Which licences a buyer holds or held for a package. Licences of one (buyer, package) form a
 * chain; the index knows its first row. A row is never removed: what was lost has the instant.
 */
final class GrantTable {
  private static final int BUYER = 0;
  private static final int PACKAGE = 1;

  /** The licence's row times two, plus one where the grant was lost at some time. */
  private static final int LICENSE = 2;

  /** The next row of the chain plus one; 0 ends it. */
  private static final int NEXT = 3;

  private static final int STRIDE = 4;

  private final Rows rows = new Rows(STRIDE);
  private final Index index =
      new Index(row -> Index.hash(rows.get(row, BUYER), rows.get(row, PACKAGE)));
  private final SparseLongs lostAt = new SparseLongs();

  /** The first row of a (buyer, package); negative where there is none. */
  int first(int buyer, int pkg) {
    if (buyer < 0 || pkg < 0) {
      return -1;
    }
    return index.find(
        Index.hash(buyer, pkg),
        row -> rows.get(row, BUYER) == buyer && rows.get(row, PACKAGE) == pkg);
  }

  /** The row after one in its chain; negative at its end. */
  int next(int row) {
    return rows.get(row, NEXT) - 1;
  }

  int license(int row) {
    return rows.get(row, LICENSE) >>> 1;
  }

  /** Microseconds since when the grant is lost; {@link Micros#NONE} while it is not. */
  long lostAt(int row) {
    return (rows.get(row, LICENSE) & 1) == 0 ? Micros.NONE : lostAt.get(row);
  }

  /** The buyer has these packages by the licence from now on. */
  void hold(int buyer, int[] packages, int license) {
    for (int pkg : packages) {
      int row = find(buyer, pkg, license);
      if (row >= 0) {
        setLost(row, Micros.NONE);
      } else {
        add(buyer, pkg, license);
      }
    }
  }

  /** The buyer loses these packages of the licence, but for those kept. */
  void lose(int buyer, int[] packages, int[] kept, int license, long at) {
    for (int pkg : packages) {
      if (Arrays.stream(kept).noneMatch(other -> other == pkg)) {
        setLost(known(buyer, pkg, license), at);
      }
    }
  }

  /** Puts a grant as it was stored. */
  void restore(int buyer, int pkg, int license, long lost) {
    setLost(add(buyer, pkg, license), lost);
  }

  private void setLost(int row, long at) {
    lostAt.put(row, at);
    if (at != Micros.NONE) {
      rows.set(row, LICENSE, rows.get(row, LICENSE) | 1);
    }
  }

  private int known(int buyer, int pkg, int license) {
    int row = find(buyer, pkg, license);
    if (row < 0) {
      throw new IllegalStateException("a grant is lost that was never held");
    }
    return row;
  }

  private int find(int buyer, int pkg, int license) {
    int row = first(buyer, pkg);
    while (row >= 0 && license(row) != license) {
      row = next(row);
    }
    return row;
  }

  private int add(int buyer, int pkg, int license) {
    int head = first(buyer, pkg);
    int row = rows.add();
    rows.set(row, BUYER, buyer);
    rows.set(row, PACKAGE, pkg);
    rows.set(row, LICENSE, license << 1);
    if (head < 0) {
      index.add(row);
    } else {
      rows.set(row, NEXT, rows.get(head, NEXT));
      rows.set(head, NEXT, row + 1);
    }
    return row;
  }

  void reserve() {
    index.reserve();
  }

  long bytes() {
    return rows.bytes() + index.bytes() + lostAt.bytes();
  }
}
