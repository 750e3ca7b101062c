package dev.packledger.projections.access;

import java.util.UUID;

/**
 * Rows that begin with the four ints of an id and are found by it. Written by one thread; see
 * {@link AccessMemory} for how others read.
 */
final class IdRows {
  /** The first column after the id. */
  static final int AFTER_ID = 4;

  private final Rows rows;
  private final Index index;

  /**
   * @param columns ints after the id
   */
  IdRows(int columns) {
    rows = new Rows(AFTER_ID + columns);
    index = new Index(row -> Index.hash(rows.getLong(row, 0), rows.getLong(row, 2)));
  }

  Rows rows() {
    return rows;
  }

  /** The row of an id; negative where there is none. */
  int find(IdBits id) {
    return index.find(id.hash(), row -> rows.holds(row, 0, id.high(), id.low()));
  }

  /** The row of an id, new where there was none. */
  int intern(IdBits id) {
    int known = find(id);
    return known >= 0 ? known : add(id);
  }

  int add(IdBits id) {
    int row = rows.add();
    rows.setLong(row, 0, id.high());
    rows.setLong(row, 2, id.low());
    index.add(row);
    return row;
  }

  /** Gives a row another id. */
  void rekey(int row, IdBits id) {
    index.remove(row);
    rows.setLong(row, 0, id.high());
    rows.setLong(row, 2, id.low());
    index.add(row);
  }

  /** The id of a row. */
  UUID id(int row) {
    return new UUID(rows.getLong(row, 0), rows.getLong(row, 2));
  }

  void reserve() {
    index.reserve();
  }

  long bytes() {
    return rows.bytes() + index.bytes();
  }
}
