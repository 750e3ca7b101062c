package dev.packledger.domain.ledger;

import java.time.Instant;

/**
 * What every recorded event carries beside its payload. Inside a message, actor, cause and salt
 * travel as these types under the names given by the constants.
 *
 * @param eventId unique id of the event (UUID text)
 * @param recordedAt UTC, cut to microseconds
 * @param salt 128 random bits in hexadecimal, so that a leaf hash betrays nothing of the payload
 */
public record Metadata(String eventId, Actor actor, Cause cause, Instant recordedAt, String salt) {
  /** Under which a message carries its {@link Actor}. */
  public static final String ACTOR = "actor";

  /** Under which a message carries its {@link Cause}. */
  public static final String CAUSE = "cause";

  /** Under which a message carries its salt, a string. */
  public static final String SALT = "salt";
}
