package dev.packledger.projections.access;

import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows by hash: open addressing with linear probing over row numbers alone; the keys stay in
 * the rows. At most 85 of 100 slots are taken, so every probe ends.
 *
 * <p>{@code for (int slot = index.first(hash); index.row(slot) >= 0; slot = index.next(slot))}
 * visits every candidate. Written by one thread; {@link #reserve()} does the slow part of growing
 * without touching what readers see.
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
    return slot(hash, slots.length);
  }

  /** The row at a slot; negative where the search ends. */
  int row(int slot) {
    return slots[slot] - 1;
  }

  int next(int slot) {
    return slot + 1 == slots.length ? 0 : slot + 1;
  }

  /** Makes room for one more row, aside; {@link #add} puts it in place. */
  void reserve() {
    if (larger != null || (count + 1) * 20L <= slots.length * 17L) {
      return;
    }
    int[] copy = new int[slots.length + slots.length / 5 + 1];
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

  /** Puts another row of the same key in a row's slot. */
  void replace(int row, int other) {
    slots[slotOf(row)] = other + 1;
  }

  /** Removes a row; those behind it move up, so that no search ends early. */
  void remove(int row) {
    int gap = slotOf(row);
    int slot = gap;
    while (true) {
      slot = next(slot);
      if (slots[slot] == 0) {
        break;
      }
      int home = first(hashOfRow.applyAsLong(slots[slot] - 1));
      boolean stays = gap <= slot ? gap < home && home <= slot : gap < home || home <= slot;
      if (!stays) {
        slots[gap] = slots[slot];
        gap = slot;
      }
    }
    slots[gap] = 0;
    count--;
    larger = null;
  }

  long bytes() {
    return 4L * slots.length;
  }

  private int slotOf(int row) {
    int slot = first(hashOfRow.applyAsLong(row));
    while (slots[slot] != row + 1) {
      if (slots[slot] == 0) {
        throw new IllegalStateException("row " + row + " is not in the index");
      }
      slot = next(slot);
    }
    return slot;
  }

  private void place(int[] into, int row) {
    int slot = slot(hashOfRow.applyAsLong(row), into.length);
    while (into[slot] != 0) {
      slot = slot + 1 == into.length ? 0 : slot + 1;
    }
    into[slot] = row + 1;
  }

  private static int slot(long hash, int capacity) {
    return (int) (((hash >>> 32) * capacity) >>> 32);
  }
}
