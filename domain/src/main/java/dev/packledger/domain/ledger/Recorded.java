package dev.packledger.domain.ledger;

/**
 * An event as it stands in the ledger, as every fold of a projection receives it.
 *
 * @param stream the stream's id text
 * @param sequence number within the stream, from 0
 * @param position dense global number
 */
public record Recorded<E extends Event>(
    String stream, long sequence, Position position, E event, Metadata metadata) {}
