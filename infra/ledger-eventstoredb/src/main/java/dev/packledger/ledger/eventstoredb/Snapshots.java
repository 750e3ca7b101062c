package dev.packledger.ledger.eventstoredb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.packledger.ledger.StoredSnapshot;
import dev.packledger.ledger.StreamConflict;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.EventDataBuilder;
import io.kurrent.dbclient.ReadStreamOptions;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.ResolvedEvent;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The newest snapshot of each stream's aggregate, in a stream of its own that the server keeps
 * short: a shortcut, never the truth. One that cannot be read is as good as none.
 */
final class Snapshots {
  private static final String TYPE = "snapshot";
  private static final byte[] KEEP_ONE = "{\"$maxCount\":1}".getBytes(UTF_8);

  private final EventStoreConnection connection;
  private final PageReader pages;
  private final RetriedWrite retried;

  Snapshots(EventStoreConnection connection) {
    this.connection = connection;
    this.pages = new PageReader(connection);
    this.retried = new RetriedWrite(connection);
  }

  /** Keeps a snapshot unless one of the same age or newer is kept. */
  void store(StoredSnapshot snapshot) {
    String name = connection.settings().names().ofSnapshots(snapshot.stream());
    Optional<RecordedEvent> last = last(name);
    boolean isNewer =
        last.flatMap(stored -> SnapshotJson.read(snapshot.stream(), stored.getEventData()))
            .filter(kept -> kept.sequence() >= snapshot.sequence())
            .isPresent();
    if (isNewer) {
      return;
    }
    if (last.isEmpty()) {
      write("$$" + name, 0, "$metadata", KEEP_ONE);
    }
    long revision = last.map(stored -> stored.getRevision() + 1).orElse(0L);
    write(name, revision, TYPE, SnapshotJson.encode(snapshot));
  }

  private void write(String name, long revision, String type, byte[] data) {
    EventData event = EventDataBuilder.json(UUID.randomUUID(), type, data).build();
    try {
      retried.write(name, revision, List.of(event));
    } catch (StreamConflict somebodyElseWasFaster) {
      // Theirs is as good as ours, and none is missed: the next one is compared with it.
    }
  }

  Optional<StoredSnapshot> find(String stream) {
    return last(connection.settings().names().ofSnapshots(stream))
        .flatMap(stored -> SnapshotJson.read(stream, stored.getEventData()));
  }

  private Optional<RecordedEvent> last(String name) {
    return pages
        .read(
            "the stream " + name,
            1,
            (client, ticket, one) -> client.readStream(name, lastOne(ticket)))
        .events()
        .stream()
        .map(ResolvedEvent::getOriginalEvent)
        .findFirst();
  }

  private ReadStreamOptions lastOne(String ticket) {
    return ReadStreamOptions.get()
        .requiresLeader()
        .backwards()
        .fromEnd()
        .maxCount(1)
        .deadline(connection.deadlineMillis())
        .header(Tickets.HEADER, ticket);
  }
}
