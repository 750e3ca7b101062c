package dev.packledger.ledger.eventstoredb;

import org.junit.jupiter.api.Assumptions;

/**
 * The suites on a server whose address stands in the environment. They add streams of their own
 * under names of their own and leave them there, so it should be one that may be thrown away.
 */
class LiveServerTest extends OtherServerSuites {
  private static final String ADDRESS = "PACKLEDGER_TEST_EVENTSTOREDB";

  @Override
  Server server() {
    String address = System.getenv(ADDRESS);
    Assumptions.assumeTrue(
        address != null && !address.isBlank(),
        ADDRESS + " is not set: not run on a live server; the same suites run on the double");
    return new Server(address);
  }
}
