package dev.packledger.acceptance.planted.domain.licenses;

import java.time.Instant;

/** A rule that looks at the clock. */
final class ImpatientDecider {
  private ImpatientDecider() {}

  static Instant decide() {
    return Instant.now();
  }
}
