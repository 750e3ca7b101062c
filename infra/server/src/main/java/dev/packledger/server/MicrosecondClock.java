package dev.packledger.server;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The one clock of a process, cut to microseconds: what the ledger and PostgreSQL can keep. */
public record MicrosecondClock(InstantSource source) implements InstantSource {
  public static MicrosecondClock ofSystem() {
    return new MicrosecondClock(InstantSource.system());
  }

  @Override
  public Instant instant() {
    return source.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
