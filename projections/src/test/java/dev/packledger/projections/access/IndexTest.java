package dev.packledger.projections.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class IndexTest {
  /** Adds and removes at random; few distinct hashes, so that neighbourhoods overlap. */
  @Property
  void findsExactlyWhatIsThere(
      @ForAll @Size(max = 300) List<@IntRange(min = 0, max = 60) Integer> keys) {
    List<Integer> keyOfRow = new ArrayList<>();
    Map<Integer, Integer> rowOfKey = new HashMap<>();
    Index index = new Index(row -> hash(keyOfRow.get(row)));
    for (int key : keys) {
      Integer row = rowOfKey.remove(key);
      if (row == null) {
        keyOfRow.add(key);
        rowOfKey.put(key, keyOfRow.size() - 1);
        index.add(keyOfRow.size() - 1);
      } else {
        index.remove(row);
      }
      for (int asked = 0; asked <= 60; asked++) {
        assertThat(find(index, keyOfRow, asked)).isEqualTo(rowOfKey.getOrDefault(asked, -1));
      }
    }
  }

  /** So many rows that it grows often, of which some are far from home and some came round. */
  @Property(tries = 20)
  void growsWithoutLosingARow(@ForAll @IntRange(min = 1, max = 40) int alike, @ForAll long seed) {
    Random random = new Random(seed);
    List<Long> hashOfRow = new ArrayList<>();
    Index index = new Index(hashOfRow::get);
    Set<Integer> present = new HashSet<>();
    for (int row = 0; row < 3000; row++) {
      hashOfRow.add(row % alike == 0 ? random.nextLong() : hashOfRow.getLast());
      index.add(row);
      present.add(row);
      if (random.nextInt(4) == 0) {
        int removed = random.nextInt(row + 1);
        if (present.remove(removed)) {
          index.remove(removed);
        }
      }
    }
    for (int row = 0; row < hashOfRow.size(); row++) {
      int asked = row;
      assertThat(index.find(hashOfRow.get(row), found -> found == asked))
          .isEqualTo(present.contains(row) ? row : -1);
    }
  }

  /** More rows of one hash than distances that a slot can tell. */
  @Example
  void findsRowsThatAreFartherFromHomeThanASlotCanTell() {
    Index index = new Index(row -> row % 2 == 0 ? 7L << 40 : -1L);
    for (int row = 0; row < 1500; row++) {
      index.add(row);
    }
    for (int row = 0; row < 1500; row++) {
      int asked = row;
      assertThat(index.find(row % 2 == 0 ? 7L << 40 : -1L, found -> found == asked)).isEqualTo(row);
    }
  }

  private static int find(Index index, List<Integer> keyOfRow, int key) {
    return index.find(hash(key), row -> keyOfRow.get(row) == key);
  }

  /** Keys share hashes in fives, at both ends of the table. */
  private static long hash(int key) {
    return (key / 5 % 3 == 0) ? -1L - ((long) key / 5 << 60) : (long) (key / 5) << 59;
  }
}
