/**
 * Axon's wiring: command bus, aggregates, event store. No rule of any stream lives here, and
 * nothing outside sends to the bus but {@code AxonCommands}.
 */
@NullMarked
package dev.packledger.server.ledger;

import org.jspecify.annotations.NullMarked;
