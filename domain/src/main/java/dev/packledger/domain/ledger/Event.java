package dev.packledger.domain.ledger;

/**
 * A fact that happened, of one of the seven streams. Events are for ever: never renamed, never
 * reused; a new shape is a new revision. The stream's id stands in the envelope, not in the
 * payload. Each stream's own interface is sealed; this one cannot be, because Java seals across
 * packages only inside a named module.
 */
public interface Event {}
