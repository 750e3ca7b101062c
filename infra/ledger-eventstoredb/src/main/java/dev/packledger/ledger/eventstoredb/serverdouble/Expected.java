package dev.packledger.ledger.eventstoredb.serverdouble;

/** What a writer expects of a stream. */
sealed interface Expected {
  record NoStream() implements Expected {}

  record Any() implements Expected {}

  record Exists() implements Expected {}

  record Revision(long value) implements Expected {}
}
