package dev.packledger.ledger.eventstoredb.serverdouble;

/** What is asked of a server. */
public enum Call {
  APPEND,
  READ_STREAM,
  /** Of the whole log. */
  READ_ALL,
  /** To a stream or the log. */
  SUBSCRIBE,
  /** Which nodes there are. */
  GOSSIP,
  /** What the server can do, asked with every new connection. */
  CAPABILITIES
}
