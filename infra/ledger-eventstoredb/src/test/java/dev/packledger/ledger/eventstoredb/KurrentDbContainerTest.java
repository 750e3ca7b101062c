package dev.packledger.ledger.eventstoredb;

/** KurrentDB, as the server is called from 25.0 on. */
class KurrentDbContainerTest extends ContainerSuites {
  KurrentDbContainerTest() {
    super("kurrentplatform/kurrentdb:25.1");
  }
}
