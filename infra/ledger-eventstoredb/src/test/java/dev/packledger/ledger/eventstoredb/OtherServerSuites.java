package dev.packledger.ledger.eventstoredb;

import org.junit.jupiter.api.Nested;

/**
 * What runs on the double and breaks nothing, on another server. The suites of faults need the
 * double: nobody else breaks at a word.
 */
abstract class OtherServerSuites {
  /** Where the server is; aborts the test, and says why, where there is none. */
  abstract Server server();

  @Nested
  class AxonContract extends AxonContractTest {
    @Override
    Server server() {
      return OtherServerSuites.this.server();
    }
  }

  @Nested
  class Engine extends EngineTest {
    @Override
    Server server() {
      return OtherServerSuites.this.server();
    }
  }

  @Nested
  class Streams extends StreamsTest {
    @Override
    Server server() {
      return OtherServerSuites.this.server();
    }
  }

  @Nested
  class Semantics extends ServerSemanticsTest {
    @Override
    Server server() {
      return OtherServerSuites.this.server();
    }
  }
}
