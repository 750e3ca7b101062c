package dev.packledger.projections.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private static int find(Index index, List<Integer> keyOfRow, int key) {
    return index.find(hash(key), row -> keyOfRow.get(row) == key);
  }

  /** Keys share hashes in fives, at both ends of the table. */
  private static long hash(int key) {
    return (key / 5 % 3 == 0) ? -1L - ((long) key / 5 << 60) : (long) (key / 5) << 59;
  }
}
