package dev.packledger.codec;

import dev.packledger.domain.ledger.Event;

/**
 * The stable name of one kind of event and the revision of its payload that is written today.
 *
 * @param name such as {@code license.granted}; never reused, never renamed
 * @param revision from 1; a new shape of the payload is a new revision
 */
public record EventType(String name, int revision, Class<? extends Event> eventClass) {}
