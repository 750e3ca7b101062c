/**
 * A double of EventStoreDB and KurrentDB within this JVM lives here: their gRPC protocol, version
 * 1, over a log in memory, with faults on demand. It is for tests, the bench and demonstrations
 * where no server is at hand; it keeps nothing beyond the process. {@link
 * dev.packledger.ledger.eventstoredb.serverdouble.ServerDouble} is the way in. It may not know the
 * engine: what it does is taken from the server's sources (kurrent-io/KurrentDB v26.1.0,
 * src/KurrentDB.Core/Services), named where it is followed.
 */
@NullMarked
package dev.packledger.ledger.eventstoredb.serverdouble;

import org.jspecify.annotations.NullMarked;
