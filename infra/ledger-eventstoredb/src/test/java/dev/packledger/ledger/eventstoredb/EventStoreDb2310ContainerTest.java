package dev.packledger.ledger.eventstoredb;

/** The oldest release that is still mended under its first licence. */
class EventStoreDb2310ContainerTest extends ContainerSuites {
  EventStoreDb2310ContainerTest() {
    super("eventstore/eventstore:23.10.8-bookworm-slim");
  }
}
