package dev.packledger.server;

import dev.packledger.blobs.BlobLimits;
import java.time.Duration;

/**
 * How much is taken in and how long it is remembered.
 *
 * @param blobs of files, of every ecosystem and of the API
 * @param keysKept how long an idempotency key is remembered after its first use
 */
public record ServerLimits(BlobLimits blobs, Duration keysKept) {
  public static final ServerLimits USUAL = new ServerLimits(BlobLimits.USUAL, Duration.ofDays(7));

  public ServerLimits {
    if (!keysKept.isPositive()) {
      throw new IllegalArgumentException("idempotency keys are remembered for some time");
    }
  }
}
