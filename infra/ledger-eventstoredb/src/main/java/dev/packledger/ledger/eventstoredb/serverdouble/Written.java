package dev.packledger.ledger.eventstoredb.serverdouble;

/** What became of a write. */
sealed interface Written {
  /**
   * Stored, now or before.
   *
   * @param revision of the last event; -1 where none was ever written
   * @param position of the last event; -1 where it is not known
   */
  record Stored(long revision, long position) implements Written {}

  /**
   * Not stored.
   *
   * @param revision that the stream has; -1 where there is none
   */
  record WrongVersion(long revision) implements Written {}

  /** Not stored: the stream is gone for ever. */
  record Tombstoned() implements Written {}
}
