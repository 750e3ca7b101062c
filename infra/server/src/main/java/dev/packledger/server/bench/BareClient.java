package dev.packledger.server.bench;

import dev.packledger.codec.Envelope;
import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.EventDataBuilder;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.KurrentDBConnectionString;
import io.kurrent.dbclient.Position;
import io.kurrent.dbclient.ReadAllOptions;
import io.kurrent.dbclient.ReadResult;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.StreamState;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/** The client alone, as its manual shows it: no retry, no bound, no numbers. */
record BareClient(KurrentDBClient client) implements AutoCloseable {
  private static final int PAGE = 1000;

  static BareClient of(String connectionString) {
    return new BareClient(
        KurrentDBClient.create(KurrentDBConnectionString.parseOrThrow(connectionString)));
  }

  /** To a stream that is not the ledger's. */
  void append(Envelope event) throws InterruptedException, ExecutionException {
    EventData data =
        EventDataBuilder.json(
                UUID.fromString(event.metadata().eventId()), event.type(), event.encode())
            .build();
    StreamState expected =
        event.sequence() == 0
            ? StreamState.noStream()
            : StreamState.streamRevision(event.sequence() - 1);
    client
        .appendToStream(
            "bare-" + event.stream(),
            AppendToStreamOptions.get().streamState(expected),
            List.of(data).iterator())
        .get();
  }

  /** Everything in the log, page by page; answers how many events of the ledger there were. */
  long readAll() throws InterruptedException, ExecutionException {
    long seen = 0;
    ReadAllOptions options = ReadAllOptions.get().forwards().fromStart().maxCount(PAGE);
    List<ResolvedEvent> page = page(options);
    while (!page.isEmpty()) {
      for (ResolvedEvent event : page) {
        seen += event.getOriginalEvent().getStreamId().startsWith("packledger-") ? 1 : 0;
      }
      Position last = page.getLast().getOriginalEvent().getPosition();
      page = page(ReadAllOptions.get().forwards().fromPosition(last).maxCount(PAGE + 1));
      page = page.subList(Math.min(1, page.size()), page.size());
    }
    return seen;
  }

  private List<ResolvedEvent> page(ReadAllOptions options)
      throws InterruptedException, ExecutionException {
    ReadResult read = client.readAll(options).get();
    return read.getEvents();
  }

  @Override
  public void close() {
    var unused = client.shutdown();
  }
}
