package dev.packledger.ledger.postgres.bench;

/** What is measured: something that stores one event durably, called by many threads. */
interface Subject extends AutoCloseable {
  /** Stores the next event of a producer's own stream; durable when it returns. */
  void append(String stream, long sequence) throws Exception;

  /** How many events one call stores. */
  default int eventsPerCall() {
    return 1;
  }

  @Override
  void close() throws Exception;
}
