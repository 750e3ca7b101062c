package dev.packledger.projections.access;

import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows by hash: open addressing over row numbers alone, the keys stay in the rows. Robin Hood
 * probing (Celis, 1986) keeps all rows near their homes, even with 92 of 100 slots taken. Each look
 * at a row is a miss of the processor's cache, so the bits that a row's number leaves free tell how
 * far the row is from home, and hold some of its hash: who adds looks at no other row, and who
 * searches at hardly any row but the one that is found.
 *
 * <p>Written by one thread; {@link #reserve()} does the slow part of growing without touching what
 * readers see. A reader that overlaps a writer gets any answer or exception, but always an end.
 */
final class Index {
  private static final int SMALLEST = 16;

  /** Of the slots, this part may be taken. */
  private static final double LOAD_MAX = 0.92;

  /** Fewer slots are doubled, which is quick; more grow by a sixteenth, as they cost memory. */
  private static final int MANY = 1 << 19;

  /** So many hashes are read at once when growing, as none of the reads waits for another. */
  private static final int COPY_BLOCK = 64;

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

  /**
   * Slots, each empty (0) or, from the lowest bit on, with a row's number + 1, the lowest bits of
   * the row's home, and bits of its hash.
   */
  private static final class Slots {
    private static final int HOME_BITS = 8;
    private static final int HOME_MASK = (1 << HOME_BITS) - 1;

    final int[] values;
    final int rowBits;
    final int rowMask;

    /** No row is farther from its home. */
    int distanceMax;

    /**
     * @param rowMax the greatest row that must find room
     */
    Slots(int capacity, int rowMax) {
      values = new int[capacity];
      rowBits = Integer.SIZE - Integer.numberOfLeadingZeros(rowMax + 1);
      rowMask = (1 << rowBits) - 1;
    }

    int home(long hash) {
      return (int) (((hash >>> 32) * values.length) >>> 32);
    }

    /** What a slot holds of a row beside its number. */
    int marks(int home, long hash) {
      return ((home & HOME_MASK) | ((int) hash << HOME_BITS)) << rowBits;
    }

    int row(int value) {
      return (value & rowMask) - 1;
    }

    int next(int slot) {
      return slot + 1 == values.length ? 0 : slot + 1;
    }

    /**
     * Whether a row in a slot tells how far it is from home: not where the bits are too few, nor at
     * the beginning, where it may have come round from the end.
     */
    boolean tellsDistance(int slot) {
      return slot >= distanceMax && distanceMax <= HOME_MASK && rowBits <= Integer.SIZE - HOME_BITS;
    }

    int toldDistance(int value, int slot) {
      return (slot - (value >>> rowBits)) & HOME_MASK;
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
    int slot = in.home(hash);
    int marks = in.marks(slot, hash);
    for (int distance = 0; distance <= in.distanceMax; distance++) {
      int value = in.values[slot];
      if (value == 0 || (in.tellsDistance(slot) && in.toldDistance(value, slot) < distance)) {
        return -1;
      }
      if (((value ^ marks) & ~in.rowMask) == 0 && wanted.test(in.row(value))) {
        return in.row(value);
      }
      slot = in.next(slot);
    }
    return -1;
  }

  /** Makes room for one more row, aside; {@link #add} puts it in place. */
  void reserve() {
    int capacity = slots.values.length;
    if (larger == null && count + 1 > capacity * LOAD_MAX) {
      larger = copy(capacity + (capacity < MANY ? capacity : capacity / 16));
    }
  }

  private Slots copy(int capacity) {
    Slots copy = new Slots(capacity, Math.max(rowMax, capacity));
    int[] rows = new int[COPY_BLOCK];
    long[] hashes = new long[COPY_BLOCK];
    int waiting = 0;
    for (int value : slots.values) {
      if (value != 0) {
        rows[waiting++] = slots.row(value);
      }
      if (waiting == COPY_BLOCK) {
        placeAll(copy, rows, hashes, waiting);
        waiting = 0;
      }
    }
    placeAll(copy, rows, hashes, waiting);
    return copy;
  }

  private void placeAll(Slots in, int[] rows, long[] hashes, int count) {
    for (int i = 0; i < count; i++) {
      hashes[i] = hashOfRow.applyAsLong(rows[i]);
    }
    for (int i = 0; i < count; i++) {
      place(in, rows[i], hashes[i]);
    }
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
    place(slots, row, hashOfRow.applyAsLong(row));
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
  private void place(Slots in, int row, long hash) {
    int slot = in.home(hash);
    int moving = (row + 1) | in.marks(slot, hash);
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
    return in.tellsDistance(slot)
        ? in.toldDistance(value, slot)
        : in.distance(hashOfRow.applyAsLong(in.row(value)), slot);
  }
}
