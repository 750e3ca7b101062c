/**
 * The event store on EventStoreDB and KurrentDB lives here; knowledge of any single event may not.
 *
 * <p>{@link dev.packledger.ledger.eventstoredb.EventStoreConnection} holds the client and makes a
 * new one where it died; {@link dev.packledger.ledger.eventstoredb.StreamAppender}, {@link
 * dev.packledger.ledger.eventstoredb.StreamReader} and {@link
 * dev.packledger.ledger.eventstoredb.LogReader} (the whole log, {@code $all}) are what is asked of
 * it, without Axon; {@link dev.packledger.ledger.eventstoredb.KurrentEventStorageEngine} is Axon's
 * view of them. A {@link dev.packledger.ledger.eventstoredb.LogPosition} is where the log says that
 * an event is; the ledger's dense positions come from a {@link
 * dev.packledger.ledger.eventstoredb.Numbering}, which the package {@code numbering} keeps. The
 * double of the protocol stands in {@code serverdouble}.
 */
@NullMarked
package dev.packledger.ledger.eventstoredb;

import org.jspecify.annotations.NullMarked;
