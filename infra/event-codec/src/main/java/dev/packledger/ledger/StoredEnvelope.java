package dev.packledger.ledger;

import dev.packledger.domain.ledger.Position;

/**
 * An event as it is stored, and where it lies.
 *
 * @param envelope the stored form, verbatim; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record StoredEnvelope(Position position, byte[] envelope) {}
