package dev.packledger.ledger.eventstoredb;

/** The last release under the name EventStoreDB. */
class EventStoreDb2410ContainerTest extends ContainerSuites {
  EventStoreDb2410ContainerTest() {
    super("docker.eventstore.com/eventstore/eventstoredb-ee:24.10.6-x64-8.0-bookworm-slim");
  }
}
