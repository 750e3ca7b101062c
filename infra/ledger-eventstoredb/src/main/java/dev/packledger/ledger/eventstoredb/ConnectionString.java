package dev.packledger.ledger.eventstoredb;

import io.kurrent.dbclient.KurrentDBClientSettings;
import io.kurrent.dbclient.KurrentDBConnectionString;

/** Reads a connection string as the client does, with other words where it is wrong. */
final class ConnectionString {
  private ConnectionString() {}

  static KurrentDBClientSettings parse(String text) {
    try {
      return KurrentDBConnectionString.parseOrThrow(text);
    } catch (RuntimeException quotesIt) {
      throw new IllegalArgumentException("not a connection string of EventStoreDB or KurrentDB");
    }
  }
}
