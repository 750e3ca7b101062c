package dev.packledger.domain.ledger;

import java.time.Instant;

/**
 * What every recorded event carries beside its payload.
 *
 * @param eventId unique id of the event (UUID text)
 * @param recordedAt UTC, cut to microseconds
 * @param salt 128 random bits in hexadecimal, so that a leaf hash betrays nothing of the payload
 */
public record Metadata(String eventId, Actor actor, Cause cause, Instant recordedAt, String salt) {}
