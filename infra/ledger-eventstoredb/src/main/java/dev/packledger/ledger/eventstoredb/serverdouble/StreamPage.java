package dev.packledger.ledger.eventstoredb.serverdouble;

import java.util.List;

/**
 * A page of a stream.
 *
 * @param next the revision to go on with
 * @param isEnd whether nothing stands there
 * @param last the stream's last revision
 */
record StreamPage(Kind kind, List<LogEntry> entries, long next, boolean isEnd, long last) {
  static final StreamPage NONE = new StreamPage(Kind.NONE, List.of(), 0, true, -1);
  static final StreamPage TOMBSTONED = new StreamPage(Kind.TOMBSTONED, List.of(), 0, true, -1);

  enum Kind {
    FOUND,
    NONE,
    TOMBSTONED
  }

  StreamPage {
    entries = List.copyOf(entries);
  }
}
