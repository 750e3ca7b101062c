package dev.packledger.projections.access;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants as microseconds since 1970: what the ledger's clock is cut to. */
final class Micros {
  /** Stands for no instant. */
  static final long NONE = Long.MIN_VALUE;

  private static final long MICROS = 1_000_000;

  private Micros() {}

  static long of(@Nullable Instant instant) {
    return instant == null ? NONE : ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  static @Nullable Instant instant(long micros) {
    return micros == NONE ? null : exactly(micros);
  }

  static Instant exactly(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
  }
}
