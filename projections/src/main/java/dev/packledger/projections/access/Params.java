package dev.packledger.projections.access;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A statement's parameters by name, of which some may be null. */
final class Params {
  private Params() {}

  /** Names and values in turn. */
  static Map<String, @Nullable Object> params(@Nullable Object... namesAndValues) {
    return with(Map.of(), namesAndValues);
  }

  /** The same and more. */
  static Map<String, @Nullable Object> with(
      Map<String, Object> first, @Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> params = new LinkedHashMap<>(first);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      params.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return params;
  }
}
