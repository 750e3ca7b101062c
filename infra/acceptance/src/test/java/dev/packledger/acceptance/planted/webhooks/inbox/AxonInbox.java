package dev.packledger.acceptance.planted.webhooks.inbox;

import org.axonframework.eventhandling.EventMessage;

/** An inbox that knows Axon. */
record AxonInbox(EventMessage<?> message) {}
