package dev.packledger.acceptance.story;

import java.time.InstantSource;

/**
 * The machine's clock: the server under test reads it, so what is sent to it must fit. Nothing else
 * in the acceptance tests looks at it.
 */
public final class RealTime {
  public static final InstantSource CLOCK = InstantSource.system();

  private RealTime() {}
}
