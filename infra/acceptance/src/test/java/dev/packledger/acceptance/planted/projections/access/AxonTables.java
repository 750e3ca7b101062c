package dev.packledger.acceptance.planted.projections.access;

import org.axonframework.eventhandling.EventMessage;

/** Tables that know Axon. */
record AxonTables(EventMessage<?> message) {}
