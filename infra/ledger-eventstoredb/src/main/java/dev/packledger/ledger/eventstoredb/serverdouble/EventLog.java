package dev.packledger.ledger.eventstoredb.serverdouble;

import com.google.protobuf.ByteString;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadResp.ReadEvent.RecordedEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The log and its streams, in memory. A node that restarts finds it as it was. For any number of
 * threads: everything is guarded by the log itself.
 */
final class EventLog {
  private static final long TICKS_PER_MILLI = 10_000;

  /** LogRecord: length before and after, flags, positions, ids, timestamp. */
  private static final int RECORD_BYTES = 110;

  /** The first record of a log is an epoch, which no reader sees. */
  private static final int EPOCH_BYTES = 230;

  /** Writes that expect any revision are known again only so long. */
  private static final int RECENT_MAX = 1_000;

  private final InstantSource clock;
  private final List<LogEntry> log = new ArrayList<>();
  private final Map<String, StreamLog> streams = new HashMap<>();
  private final List<Runnable> followers = new ArrayList<>();
  private final Map<UUID, LogEntry> recent =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, LogEntry> eldest) {
          return size() > RECENT_MAX;
        }
      };
  private long end = EPOCH_BYTES;

  /** How many entries are replicated and so are seen. */
  private int replicated;

  private boolean replicates = true;

  EventLog(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Writes. IndexWriter.cs, CheckCommit: with an exact expectation the ids at just those revisions
   * are compared, for ever; without one only recent ids are known.
   */
  synchronized Written append(String stream, Expected expected, List<Proposed> events) {
    StreamLog target = streams.getOrDefault(stream, new StreamLog());
    if (target.isTombstoned()) {
      return new Written.Tombstoned();
    }
    long last = target.last();
    return switch (expected) {
      case Expected.Any any -> appendAnywhere(stream, target, events);
      case Expected.Exists exists ->
          last < 0 || target.isSoftDeleted()
              ? new Written.WrongVersion(last)
              : appendAnywhere(stream, target, events);
      case Expected.NoStream none -> appendAfter(-1, stream, target, events);
      case Expected.Revision(long revision) -> appendAfter(revision, stream, target, events);
    };
  }

  private Written appendAfter(
      long revision, String stream, StreamLog target, List<Proposed> events) {
    long last = target.last();
    if (revision == last) {
      return write(stream, target, events);
    }
    if (revision > last) {
      return new Written.WrongVersion(last);
    }
    for (int i = 0; i < events.size(); i++) {
      long at = revision + 1 + i;
      if (at > last || !id(target.at(at)).equals(events.get(i).id())) {
        boolean continues = i == 0 && revision < 0 && target.isSoftDeleted();
        return continues ? write(stream, target, events) : new Written.WrongVersion(last);
      }
    }
    LogEntry stored = target.at(revision + events.size());
    return new Written.Stored(stored.revision(), stored.position());
  }

  private Written appendAnywhere(String stream, StreamLog target, List<Proposed> events) {
    LogEntry known = null;
    for (Proposed event : events) {
      LogEntry before = recent.get(event.id());
      if (before == null || !before.stream().equals(stream)) {
        return known == null
            ? write(stream, target, events)
            : new Written.WrongVersion(target.last());
      }
      known = before;
    }
    return known == null
        ? write(stream, target, events)
        : new Written.Stored(known.revision(), known.position());
  }

  private Written write(String stream, StreamLog target, List<Proposed> events) {
    streams.putIfAbsent(stream, target);
    long first = target.last() + 1;
    if (target.isSoftDeleted() && !events.isEmpty()) {
      metadata(stream, "{\"$tb\":" + first + "}");
    }
    long position = -1;
    for (Proposed event : events) {
      LogEntry entry = entry(stream, target.last() + 1, event);
      target.add(entry);
      add(entry);
      recent.put(event.id(), entry);
      position = entry.position();
    }
    if (stream.startsWith("$$") && !events.isEmpty()) {
      truncate(stream.substring(2), events.getLast().data());
    }
    return new Written.Stored(target.last(), position);
  }

  private void add(LogEntry entry) {
    log.add(entry);
    if (replicates) {
      replicated = log.size();
      followers.forEach(Runnable::run);
    }
  }

  private LogEntry entry(String stream, long revision, Proposed event) {
    long position = end;
    end += RECORD_BYTES + stream.length() + event.type().length() + event.bytes();
    RecordedEvent recorded =
        RecordedEvent.newBuilder()
            .setId(Wire.uuid(event.id()))
            .setStreamIdentifier(Wire.stream(stream))
            .setStreamRevision(revision)
            .setCommitPosition(position)
            .setPreparePosition(position)
            .putMetadata(Wire.TYPE, event.type())
            .putMetadata(Wire.CONTENT_TYPE, event.contentType())
            .putMetadata(Wire.CREATED, String.valueOf(clock.millis() * TICKS_PER_MILLI))
            .setData(event.data())
            .setCustomMetadata(event.properties())
            .build();
    return new LogEntry(position, stream, revision, recorded);
  }

  private static UUID id(LogEntry entry) {
    return Wire.uuid(entry.event().getId());
  }

  private void truncate(String stream, ByteString metadata) {
    StreamMetadata read = StreamMetadata.of(metadata);
    streams
        .computeIfAbsent(stream, name -> new StreamLog())
        .truncate(read.truncatedBefore(), read.countMax());
  }

  private void metadata(String stream, String json) {
    append(
        "$$" + stream,
        new Expected.Any(),
        List.of(
            new Proposed(
                UUID.randomUUID(),
                "$metadata",
                "application/json",
                ByteString.copyFromUtf8(json),
                ByteString.EMPTY)));
  }

  /** Hides a stream's events until it is written to again; its numbers go on. */
  synchronized void softDelete(String stream) {
    metadata(stream, "{\"$tb\":" + StreamLog.ALL + "}");
  }

  /** Ends a stream for ever. */
  synchronized void tombstone(String stream) {
    StreamLog target = streams.computeIfAbsent(stream, name -> new StreamLog());
    target.tombstone();
    add(
        entry(
            stream,
            Long.MAX_VALUE,
            new Proposed(
                UUID.randomUUID(),
                "$streamDeleted",
                "application/octet-stream",
                ByteString.EMPTY,
                ByteString.EMPTY)));
  }

  /** An event of a transaction of the old protocol, whose commit stands after it. */
  synchronized void appendTransaction(String stream, Proposed event) {
    StreamLog target = streams.computeIfAbsent(stream, name -> new StreamLog());
    LogEntry prepared = entry(stream, target.last() + 1, event);
    LogEntry entry =
        new LogEntry(
            end,
            stream,
            prepared.revision(),
            prepared.event().toBuilder().setCommitPosition(end).build());
    end += RECORD_BYTES;
    target.add(entry);
    add(entry);
  }

  /** Moves the log on by a record that no reader sees, as an election writes. */
  synchronized void epoch() {
    end += EPOCH_BYTES;
  }

  /** What is written from now on is not seen, and not acknowledged, until it is replicated. */
  synchronized void holdReplication() {
    replicates = false;
  }

  synchronized void replicate() {
    replicates = true;
    replicated = log.size();
    followers.forEach(Runnable::run);
    notifyAll();
  }

  /**
   * Waits until a stored write is replicated.
   *
   * @return whether it was, in time; it may have been lost
   */
  synchronized boolean awaitReplicated(long position, long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    while (replicated < log.size() && log.get(replicated).position() <= position) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    return position < 0 || index(position) >= 0;
  }

  /** Loses what is not replicated, as a leader does that comes back to a cluster with another. */
  synchronized void truncateUnreplicated() {
    while (log.size() > replicated) {
      LogEntry lost = log.removeLast();
      Objects.requireNonNull(streams.get(lost.stream())).removeLast();
      recent.remove(id(lost));
    }
    replicates = true;
    notifyAll();
  }

  synchronized void follow(Runnable follower) {
    followers.add(follower);
  }

  synchronized void unfollow(Runnable follower) {
    followers.remove(follower);
  }

  /** The place of the last event that is seen; -1 where there is none. */
  synchronized long head() {
    return replicated == 0 ? -1 : log.get(replicated - 1).position();
  }

  /** Seen events at or after a position; null where no record begins there. */
  synchronized @Nullable List<LogEntry> forwards(long position, int atMost) {
    int from = index(position);
    if (from < 0) {
      return null;
    }
    int until = Math.min(replicated, from + atMost);
    return from >= until ? List.of() : List.copyOf(log.subList(from, until));
  }

  /** Seen events before a position, the last first; null where no record begins there. */
  synchronized @Nullable List<LogEntry> backwards(long position, int atMost) {
    int until = position == Long.MAX_VALUE ? replicated : index(position);
    if (until < 0) {
      return null;
    }
    int from = Math.max(0, Math.min(until, replicated) - atMost);
    return List.copyOf(log.subList(from, Math.min(until, replicated)).reversed());
  }

  /** Where the record of a position stands; negative where there is none. */
  private int index(long position) {
    if (position <= EPOCH_BYTES) {
      return 0;
    }
    if (position >= end) {
      return position == end ? log.size() : -1;
    }
    int low = 0;
    int high = log.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long at = log.get(middle).position();
      if (at == position) {
        return middle;
      }
      if (at < position) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /** A look at a stream. */
  synchronized StreamPage stream(String name, long from, int atMost, boolean forwards) {
    StreamLog stream = streams.get(name);
    if (stream == null || (stream.last() < 0 && !stream.isTombstoned()) || stream.isSoftDeleted()) {
      return StreamPage.NONE;
    }
    if (stream.isTombstoned()) {
      return StreamPage.TOMBSTONED;
    }
    long seen = stream.last();
    while (seen >= 0 && stream.at(seen).position() > head()) {
      seen--;
    }
    List<LogEntry> page = new ArrayList<>();
    long at = forwards ? Math.max(from, stream.firstVisible()) : Math.min(from, seen);
    while (page.size() < atMost && at >= stream.firstVisible() && at <= seen) {
      page.add(stream.at(at));
      at += forwards ? 1 : -1;
    }
    boolean isEnd = at < stream.firstVisible() || at > seen;
    return new StreamPage(StreamPage.Kind.FOUND, page, at, isEnd, seen);
  }
}
