package dev.packledger.ledger.eventstoredb.serverdouble;

import java.util.ArrayList;
import java.util.List;

/** One stream of the log. Guarded by its {@link EventLog}. */
final class StreamLog {
  /** What {@code $tb} is set to by a soft delete; EventNumber.DeletedStream. */
  static final long ALL = Long.MAX_VALUE;

  private final List<LogEntry> entries = new ArrayList<>();
  private boolean tombstoned;
  private long truncatedBefore;
  private long countMax = Long.MAX_VALUE;

  void add(LogEntry entry) {
    entries.add(entry);
  }

  void removeLast() {
    entries.removeLast();
  }

  void tombstone() {
    tombstoned = true;
  }

  void truncate(long before, long count) {
    truncatedBefore = before;
    countMax = count;
  }

  boolean isTombstoned() {
    return tombstoned;
  }

  boolean isSoftDeleted() {
    return truncatedBefore == ALL;
  }

  /** The last revision; -1 where there is none. */
  long last() {
    return entries.isEmpty() ? -1 : entries.getLast().revision();
  }

  /** The entry of a revision, visible or not; revisions are dense from 0. */
  LogEntry at(long revision) {
    return entries.get((int) revision);
  }

  /** The first revision that readers see. */
  long firstVisible() {
    long byCount = countMax == Long.MAX_VALUE ? 0 : Math.max(0, last() + 1 - countMax);
    return Math.max(truncatedBefore, byCount);
  }
}
