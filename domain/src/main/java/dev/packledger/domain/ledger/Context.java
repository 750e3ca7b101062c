package dev.packledger.domain.ledger;

import java.time.Instant;

/**
 * What a decider may know beside state and command.
 *
 * @param now the injected clock, cut to microseconds
 */
public record Context(Instant now, Actor actor, Cause cause) {}
