package dev.packledger.ledger.eventstoredb.serverdouble;

import java.time.Duration;

/**
 * What kind of server the double is.
 *
 * @param version told to clients, such as 24.10.0
 * @param appendBytesMax of a whole append; the server's default is 1 MiB up to 25.0
 * @param eventBytesMax of one event; up to 25.0 no less than the append's
 * @param commitTimeout how long a write waits to be replicated until the server gives up on it
 */
public record DoubleSettings(
    String version, int appendBytesMax, int eventBytesMax, Duration commitTimeout) {
  /** As 24.10 is out of the box. */
  public static final DoubleSettings USUAL =
      new DoubleSettings("24.10.0", 1 << 20, Integer.MAX_VALUE, Duration.ofSeconds(2));
}
