package dev.packledger.projections.access;

import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows by hash: open addressing over row numbers alone, the keys stay in the rows. Robin Hood
 * probing (Celis, 1986) keeps all rows near their homes, even with 90 of 100 slots taken. The bits
 * that a row's number leaves free hold some of its hash, so that a search looks at hardly any row
 * but the one it finds: each look is a miss of the processor's cache.
 *
 * <p>Written by one thread; {@link #reserve()} does the slow part of growing without touching what
 * readers see. A reader that overlaps a writer gets any answer or exception, but always an end.
 */
final class Index {
  private static final int SMALLEST = 16;

  private final IntToLongFunction hashOfRow;
  private Slots slots = new Slots(SMALLEST, SMALLEST);
  private @Nullable Slots larger;
  private int count;
  private int rowMax;

  /**
   * @param hashOfRow the hash of a row that is in the index
   */
  Index(IntToLongFunction hashOfRow) {
    this.hashOfRow = hashOfRow;
  }

  /** Slots, each empty (0) or with a row's number + 1 below, and bits of its hash above. */
  private static final class Slots {
    final int[] values;
    final int rowMask;

    /** No row is farther from its home. */
    int distanceMax;

    /**
     * @param rowMax the greatest row that must find room
     */
    Slots(int capacity, int rowMax) {
      values = new int[capacity];
      rowMask = (Integer.highestOneBit(rowMax + 1) << 1) - 1;
    }

    int home(long hash) {
      return (int) (((hash >>> 32) * values.length) >>> 32);
    }

    int value(int row, long hash) {
      return (row + 1) | ((int) hash & ~rowMask);
    }

    int row(int value) {
      return (value & rowMask) - 1;
    }

    int next(int slot) {
      return slot + 1 == values.length ? 0 : slot + 1;
    }

    int distance(long hash, int slot) {
      int distance = slot - home(hash);
      return distance < 0 ? distance + values.length : distance;
    }
  }

  /** Spreads a 128-bit key. */
  static long hash(long high, long low) {
    long mixed = (high ^ Long.rotateLeft(low, 32)) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
    return mixed ^ (mixed >>> 32);
  }

  /** The row of this hash that is wanted; negative where there is none. */
  int find(long hash, IntPredicate wanted) {
    Slots in = slots;
    int unlike = in.rowMask;
    int slot = in.home(hash);
    for (int distance = 0; distance <= in.distanceMax; distance++) {
      int value = in.values[slot];
      if (value == 0) {
        return -1;
      }
      if (((value ^ (int) hash) & ~unlike) == 0 && wanted.test(in.row(value))) {
        return in.row(value);
      }
      slot = in.next(slot);
    }
    return -1;
  }

  /** Makes room for one more row, aside; {@link #add} puts it in place. */
  void reserve() {
    int capacity = slots.values.length;
    if (larger == null && (count + 1) * 10L > capacity * 9L) {
      larger = copy(capacity + capacity / 16 + 1);
    }
  }

  private Slots copy(int capacity) {
    Slots copy = new Slots(capacity, Math.max(rowMax, capacity));
    for (int value : slots.values) {
      if (value != 0) {
        place(copy, slots.row(value));
      }
    }
    return copy;
  }

  void add(int row) {
    rowMax = Math.max(rowMax, row);
    reserve();
    if (larger != null) {
      slots = larger;
      larger = null;
    }
    if (row >= slots.rowMask) {
      slots = copy(slots.values.length);
    }
    place(slots, row);
    count++;
  }

  /** Removes a row; those behind it that are not at home move up. */
  void remove(int row) {
    Slots in = slots;
    int slot = in.home(hashOfRow.applyAsLong(row));
    while (in.row(in.values[slot]) != row) {
      if (in.values[slot] == 0) {
        throw new IllegalStateException("row " + row + " is not in the index");
      }
      slot = in.next(slot);
    }
    for (int behind = in.next(slot); ; behind = in.next(behind)) {
      int moving = in.values[behind];
      if (moving == 0 || distance(in, moving, behind) == 0) {
        break;
      }
      in.values[slot] = moving;
      slot = behind;
    }
    in.values[slot] = 0;
    count--;
    larger = null;
  }

  long bytes() {
    return 4L * slots.values.length;
  }

  /** Whoever is farther from home takes the slot; the other goes on. */
  private void place(Slots in, int added) {
    long hash = hashOfRow.applyAsLong(added);
    int moving = in.value(added, hash);
    int slot = in.home(hash);
    int distance = 0;
    while (in.values[slot] != 0) {
      int resident = in.values[slot];
      int its = distance(in, resident, slot);
      if (its < distance) {
        in.values[slot] = moving;
        in.distanceMax = Math.max(in.distanceMax, distance);
        moving = resident;
        distance = its;
      }
      slot = in.next(slot);
      distance++;
    }
    in.values[slot] = moving;
    in.distanceMax = Math.max(in.distanceMax, distance);
  }

  private int distance(Slots in, int value, int slot) {
    return in.distance(hashOfRow.applyAsLong(in.row(value)), slot);
  }
}
