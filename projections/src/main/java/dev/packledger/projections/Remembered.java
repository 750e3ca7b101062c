package dev.packledger.projections;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a fold asked for or changed lately, so that most events ask no table. {@link
 * ProjectionTables} sees to it that this is right: it forgets all where the tables are not where
 * the last event left them, and what a batch touched stays until its rows are written.
 */
public final class Remembered<K, V> {
  private final int most;
  private final Function<K, @Nullable V> stored;
  private final Map<K, Optional<V>> recent = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param most how many are kept from one batch to the next
   * @param stored what the tables have
   */
  public Remembered(int most, Function<K, @Nullable V> stored) {
    this.most = most;
    this.stored = stored;
  }

  public @Nullable V get(K key) {
    Optional<V> known = recent.get(key);
    if (known == null) {
      known = Optional.ofNullable(stored.apply(key));
      recent.put(key, known);
    }
    return known.orElse(null);
  }

  /**
   * @param value null where there is none from now on
   */
  public void put(K key, @Nullable V value) {
    recent.put(key, Optional.ofNullable(value));
  }

  /** Forgets what was used longest ago. Never within a batch. */
  void trim() {
    Iterator<K> eldest = recent.keySet().iterator();
    for (int over = recent.size() - most; over > 0; over--) {
      eldest.next();
      eldest.remove();
    }
  }

  void forget() {
    recent.clear();
  }
}
