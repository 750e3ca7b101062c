package dev.packledger.ledger.eventstoredb;

import org.jspecify.annotations.Nullable;

/**
 * What was stored.
 *
 * @param sequence of the last event in its stream
 * @param at where in the log the last event is; null where the server did not say, as it may for
 *     events that it had already
 */
public record Appended(long sequence, @Nullable LogPosition at) {}
