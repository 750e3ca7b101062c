package dev.packledger.projections;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.Position;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How our values are stored in a column, everywhere alike: ids, digests and positions as they read,
 * enums in lower case, instants as {@code timestamptz}, lists and sets as {@code text[]}.
 */
public final class StoredValue {
  private StoredValue() {}

  /** The form in which PostgreSQL's driver takes a value. */
  public static @Nullable Object of(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Id id -> id.value();
      case Digest digest -> digest.hex();
      case Position position -> position.value();
      case RowChange.Latest latest -> of(latest.instant());
      case RowChange.Extended extended -> of(extended.instant());
      case Instant instant -> instant.atOffset(ZoneOffset.UTC);
      case Enum<?> constant -> text(constant);
      case Collection<?> many ->
          many.stream().map(one -> String.valueOf(of(one))).toArray(String[]::new);
      case String text -> text;
      case Integer number -> number;
      case Long number -> number;
      case Boolean truth -> truth;
      case Object other ->
          throw new IllegalArgumentException("no column holds a " + other.getClass().getName());
    };
  }

  /** How an enum's constant is stored. */
  public static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The constant that was stored. */
  public static <E extends Enum<E>> E constant(Class<E> type, String stored) {
    return Enum.valueOf(type, stored.toUpperCase(Locale.ROOT));
  }
}
