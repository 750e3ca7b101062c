package dev.packledger.server.history;

import dev.packledger.domain.ledger.Position;
import dev.packledger.server.following.AppliedPositions;

/** A projection has not come as far as the question; to be asked again. */
public final class IndexBehind extends RuntimeException {
  /** Stable. */
  public static final String CODE = "projection.behind";

  private static final long serialVersionUID = 1L;

  IndexBehind(AppliedPositions.Behind behind, Position wanted) {
    super(
        "The projection %s has applied position %d, not yet %d. Try again."
            .formatted(behind.projection(), behind.position().value(), wanted.value()),
        null,
        false,
        false);
  }

  /** One plain sentence. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
