package dev.packledger.projections.access;

import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows by hash: open addressing over row numbers alone, the keys stay in the rows. Robin Hood
 * probing (Celis, 1986) keeps rows of one neighbourhood in the order of their homes, so that a
 * search that fails ends as early as one that succeeds, even with 90 of 100 slots taken.
 *
 * <p>{@code for (int slot = index.first(hash); index.row(slot, hash) >= 0; slot =
 * index.next(slot))} visits every candidate. Written by one thread; {@link #reserve()} does the
 * slow part of growing without touching what readers see.
 */
final class Index {
  private static final int SMALLEST = 16;

  private final IntToLongFunction hashOfRow;
  private int[] slots = new int[SMALLEST];
  private int @Nullable [] larger;
  private int count;

  /**
   * @param hashOfRow the hash of a row that is in the index
   */
  Index(IntToLongFunction hashOfRow) {
    this.hashOfRow = hashOfRow;
  }

  /** Spreads a 128-bit key. */
  static long hash(long high, long low) {
    long mixed = (high ^ Long.rotateLeft(low, 32)) * 0x9E3779B97F4A7C15L;
    return (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
  }

  /** The slot where rows of this hash begin. */
  int first(long hash) {
    return home(hash, slots.length);
  }

  /** The row at a slot of a search for this hash; negative where the search ends. */
  int row(int slot, long hash) {
    int[] table = slots;
    int row = table[slot] - 1;
    return row >= 0 && isCloser(table, row, slot, distance(hash, slot, table.length)) ? -1 : row;
  }

  int next(int slot) {
    return slot + 1 == slots.length ? 0 : slot + 1;
  }

  /** Makes room for one more row, aside; {@link #add} puts it in place. */
  void reserve() {
    if (larger != null || (count + 1) * 10L <= slots.length * 9L) {
      return;
    }
    int[] copy = new int[slots.length + slots.length / 16 + 1];
    for (int taken : slots) {
      if (taken != 0) {
        place(copy, taken - 1);
      }
    }
    larger = copy;
  }

  void add(int row) {
    reserve();
    if (larger != null) {
      slots = larger;
      larger = null;
    }
    place(slots, row);
    count++;
  }

  /** Removes a row; those behind it that are not at home move up. */
  void remove(int row) {
    int slot = first(hashOfRow.applyAsLong(row));
    while (slots[slot] != row + 1) {
      if (slots[slot] == 0) {
        throw new IllegalStateException("row " + row + " is not in the index");
      }
      slot = next(slot);
    }
    for (int behind = next(slot); ; behind = next(behind)) {
      int moving = slots[behind] - 1;
      if (moving < 0 || isCloser(slots, moving, behind, 1)) {
        break;
      }
      slots[slot] = moving + 1;
      slot = behind;
    }
    slots[slot] = 0;
    count--;
    larger = null;
  }

  long bytes() {
    return 4L * slots.length;
  }

  /** Whoever is farther from home takes the slot; the other goes on. */
  private void place(int[] table, int added) {
    int row = added;
    int slot = home(hashOfRow.applyAsLong(row), table.length);
    int distance = 0;
    while (table[slot] != 0) {
      int resident = table[slot] - 1;
      if (isCloser(table, resident, slot, distance)) {
        table[slot] = row + 1;
        row = resident;
        distance = distance(hashOfRow.applyAsLong(row), slot, table.length);
      }
      slot = slot + 1 == table.length ? 0 : slot + 1;
      distance++;
    }
    table[slot] = row + 1;
  }

  private boolean isCloser(int[] table, int row, int slot, int distance) {
    return distance(hashOfRow.applyAsLong(row), slot, table.length) < distance;
  }

  private static int distance(long hash, int slot, int capacity) {
    int distance = slot - home(hash, capacity);
    return distance < 0 ? distance + capacity : distance;
  }

  private static int home(long hash, int capacity) {
    return (int) (((hash >>> 32) * capacity) >>> 32);
  }
}
