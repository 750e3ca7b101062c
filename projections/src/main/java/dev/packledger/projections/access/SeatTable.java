package dev.packledger.projections.access;

/** Who holds a seat of which licence. Rows of freed seats are used again. */
final class SeatTable {
  private static final int LICENSE = 0;
  private static final int HOLDER = 1;
  private static final int STRIDE = 2;

  private final Rows rows = new Rows(STRIDE);
  private final Index index =
      new Index(row -> Index.hash(rows.get(row, LICENSE), rows.get(row, HOLDER)));

  /** The first freed row plus one; each names the next in its first column; 0 ends. */
  private int free;

  boolean holds(int license, int holder) {
    return holder >= 0 && find(license, holder) >= 0;
  }

  void take(int license, int holder) {
    if (find(license, holder) >= 0) {
      return;
    }
    int row = free == 0 ? rows.add() : free - 1;
    if (free != 0) {
      free = rows.get(row, LICENSE);
    }
    rows.set(row, LICENSE, license);
    rows.set(row, HOLDER, holder);
    index.add(row);
  }

  void free(int license, int holder) {
    int row = find(license, holder);
    if (row >= 0) {
      index.remove(row);
      rows.set(row, LICENSE, free);
      free = row + 1;
    }
  }

  private int find(int license, int holder) {
    return index.find(
        Index.hash(license, holder),
        row -> rows.get(row, LICENSE) == license && rows.get(row, HOLDER) == holder);
  }

  void reserve() {
    index.reserve();
  }

  long bytes() {
    return rows.bytes() + index.bytes();
  }
}
