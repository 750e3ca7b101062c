package dev.packledger.projections.access;

/**
 * Numbers that few rows have, most of them instants: a column of its own, open addressing. An entry
 * that was taken away keeps its place. Ask only for rows that have, or had, a value: a search that
 * fails is slow. Written by one thread.
 */
final class SparseLongs {
  private int[] keys = new int[16];
  private long[] values = new long[16];
  private int count;

  /** The value of a row; {@link Micros#NONE} where it has none. */
  long get(int key) {
    int[] inKeys = keys;
    long[] inValues = values;
    int slot = first(key, inKeys.length);
    while (inKeys[slot] != 0) {
      if (inKeys[slot] == key + 1) {
        return inValues[slot];
      }
      slot = slot + 1 == inKeys.length ? 0 : slot + 1;
    }
    return Micros.NONE;
  }

  /** Sets the value of a row; {@link Micros#NONE} takes it away. */
  void put(int key, long value) {
    int slot = first(key, keys.length);
    while (keys[slot] != 0 && keys[slot] != key + 1) {
      slot = slot + 1 == keys.length ? 0 : slot + 1;
    }
    if (keys[slot] == 0) {
      if (value == Micros.NONE) {
        return;
      }
      if ((count + 1) * 20L > keys.length * 17L) {
        grow();
        put(key, value);
        return;
      }
      keys[slot] = key + 1;
      count++;
    }
    values[slot] = value;
  }

  long bytes() {
    return 12L * keys.length;
  }

  private void grow() {
    int[] oldKeys = keys;
    long[] oldValues = values;
    int capacity = oldKeys.length + oldKeys.length / 8;
    int[] newKeys = new int[capacity];
    long[] newValues = new long[capacity];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int slot = first(oldKeys[i] - 1, capacity);
        while (newKeys[slot] != 0) {
          slot = slot + 1 == capacity ? 0 : slot + 1;
        }
        newKeys[slot] = oldKeys[i];
        newValues[slot] = oldValues[i];
      }
    }
    keys = newKeys;
    values = newValues;
  }

  private static int first(int key, int capacity) {
    return (int) (((Index.hash(key, 0) >>> 32) * capacity) >>> 32);
  }
}
