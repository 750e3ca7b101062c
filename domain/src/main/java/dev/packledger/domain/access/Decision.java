package dev.packledger.domain.access;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.tokens.TokenId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of the access rule. */
public sealed interface Decision {
  /** The position it was made at. */
  Position at();

  /** The instant it was made for: the greater of the clock and the last recorded time. */
  Instant instant();

  /** The token that asked, where one was recognised. */
  @Nullable TokenId token();

  /** The licences that decided. */
  List<LicenseId> licenses();

  /** The positions of the events that decided. */
  List<Position> decidedAt();

  record Allowed(
      Position at,
      Instant instant,
      TokenId token,
      List<LicenseId> licenses,
      List<Position> decidedAt)
      implements Decision {}

  /**
   * @param since from when on it is so, where that is known
   */
  record Denied(
      Reason reason,
      @Nullable Instant since,
      Position at,
      Instant instant,
      @Nullable TokenId token,
      List<LicenseId> licenses,
      List<Position> decidedAt)
      implements Decision {}
}
