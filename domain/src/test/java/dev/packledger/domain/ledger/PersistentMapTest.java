package dev.packledger.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersistentMapTest {
  private static final Comparator<Integer> ORDER = Comparator.naturalOrder();

  /** A negative step removes its key, any other sets it. */
  @Property
  void isATreeMapThatKeepsItsPast(
      @ForAll @Size(max = 200) List<@IntRange(min = -60, max = 60) Integer> steps) {
    PersistentMap<Integer, Integer> map = PersistentMap.copyOf(Map.of(), ORDER);
    Map<Integer, Integer> model = new TreeMap<>();
    List<Map<Integer, Integer>> past = new ArrayList<>();
    List<Map<Integer, Integer>> pastOfModel = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      int key = Math.abs(steps.get(i));
      if (steps.get(i) < 0) {
        map = map.without(key);
        model.remove(key);
      } else {
        map = map.with(key, i);
        model.put(key, i);
      }
      past.add(map);
      pastOfModel.add(new TreeMap<>(model));
    }
    assertThat(past).isEqualTo(pastOfModel);
    assertThat(new ArrayList<>(map.keySet())).isEqualTo(new ArrayList<>(model.keySet()));
    for (int key = -1; key <= 61; key++) {
      assertThat(map.get(key)).isEqualTo(model.get(key));
      assertThat(map.containsKey(key)).isEqualTo(model.containsKey(key));
    }
  }

  /** Sorted keys would make a list of a tree that does not balance, and overflow the stack. */
  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void staysShallowWhateverTheOrderOfKeys(int direction) {
    PersistentMap<Integer, Integer> map = PersistentMap.copyOf(Map.of(), ORDER);
    for (int key = 0; key < 200_000; key++) {
      map = map.with(key * direction, key);
    }
    for (int key = 0; key < 200_000; key += 2) {
      map = map.without(key * direction);
    }
    assertThat(map.size()).isEqualTo(100_000);
    assertThat(map.get(199_999 * direction)).isEqualTo(199_999);
    assertThat(map.get(100_000 * direction)).isNull();
  }

  @Test
  void copiesAMapOnce() {
    PersistentMap<Integer, Integer> map = PersistentMap.copyOf(Map.of(2, 20, 1, 10), ORDER);
    assertThat(map.entrySet()).containsExactly(Map.entry(1, 10), Map.entry(2, 20));
    assertThat(PersistentMap.copyOf(map, ORDER)).isSameAs(map);
    assertThat(map.without(3)).isSameAs(map);
  }

  @Test
  void isNeverChanged() {
    PersistentMap<Integer, Integer> map = PersistentMap.copyOf(Map.of(1, 10), ORDER);
    assertThatThrownBy(() -> map.put(2, 20)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
    Iterator<Map.Entry<Integer, Integer>> entries = map.entrySet().iterator();
    assertThat(entries.next().getKey()).isEqualTo(1);
    assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
  }
}
