package dev.packledger.registry.shared;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was used last, up to a weight. Holds only what follows from its key; never a decision.
 */
public final class WeighedCache<K, V> {
  private final long weightMax;
  private final ToLongFunction<V> weight;

  /** Least recently used first. Guarded, with {@code held}, by this object. */
  private final LinkedHashMap<K, V> entries = new LinkedHashMap<>(64, 0.75f, true);

  private long held;

  public WeighedCache(long weightMax, ToLongFunction<V> weight) {
    this.weightMax = weightMax;
    this.weight = weight;
  }

  public synchronized @Nullable V find(K key) {
    return entries.get(key);
  }

  public synchronized void put(K key, V value) {
    V before = entries.put(key, value);
    held += weight.applyAsLong(value) - (before == null ? 0 : weight.applyAsLong(before));
    var eldest = entries.entrySet().iterator();
    while (held > weightMax && eldest.hasNext()) {
      Map.Entry<K, V> dropped = eldest.next();
      held -= weight.applyAsLong(dropped.getValue());
      eldest.remove();
    }
  }
}
