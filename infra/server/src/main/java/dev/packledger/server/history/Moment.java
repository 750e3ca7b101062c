package dev.packledger.server.history;

import dev.packledger.domain.ledger.Position;
import java.time.Instant;

/**
 * A moment of the ledger.
 *
 * @param position of the last event that had happened
 * @param recordedAt when that event was recorded; {@link Instant#EPOCH} before the first
 * @param instant what the clock said; deadlines are measured against it
 */
public record Moment(Position position, Instant recordedAt, Instant instant) {}
