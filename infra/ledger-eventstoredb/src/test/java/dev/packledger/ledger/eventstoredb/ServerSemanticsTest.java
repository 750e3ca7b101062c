package dev.packledger.ledger.eventstoredb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.grpc.StatusRuntimeException;
import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.EventDataBuilder;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.Position;
import io.kurrent.dbclient.ReadAllOptions;
import io.kurrent.dbclient.ReadStreamOptions;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.StreamDeletedException;
import io.kurrent.dbclient.StreamMetadata;
import io.kurrent.dbclient.StreamNotFoundException;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.WriteResult;
import io.kurrent.dbclient.WrongExpectedVersionException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the server does, asked with its own client and without our code. The double is held to what
 * real servers do by the same tests running on both.
 */
class ServerSemanticsTest {
  private static final StreamState NONE = StreamState.noStream();

  private Ledger ledger;
  private String stream;

  @BeforeEach
  void open() {
    ledger = Ledger.on(server().emptyLedger());
    stream = ledger.connection.settings().names().ofEvents("semantics");
  }

  @AfterEach
  void close() {
    if (ledger != null) {
      ledger.close();
    }
  }

  /** Where the server comes from. */
  Server server() {
    return Server.ofDouble();
  }

  private static EventData event() {
    return EventDataBuilder.json(UUID.randomUUID(), "happened", new byte[] {'{', '}'}).build();
  }

  private static List<EventData> events(int count) {
    List<EventData> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(event());
    }
    return events;
  }

  private <T> T ask(Function<KurrentDBClient, CompletableFuture<T>> question) {
    try {
      return ledger.connection.ask((client, ticket) -> question.apply(client));
    } catch (CallFailed failed) {
      throw new Unanswered(failed);
    }
  }

  private static final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final CallFailed call;

    Unanswered(CallFailed call) {
      super(call);
      this.call = call;
    }
  }

  private WriteResult append(StreamState expected, List<EventData> events) {
    return ask(
        client ->
            client.appendToStream(
                stream, AppendToStreamOptions.get().streamState(expected), events.iterator()));
  }

  private List<RecordedEvent> read(ReadStreamOptions options) {
    return ask(client -> client.readStream(stream, options)).getEvents().stream()
        .map(ResolvedEvent::getOriginalEvent)
        .toList();
  }

  private static List<UUID> ids(List<EventData> events) {
    return events.stream().map(EventData::getEventId).toList();
  }

  private static List<UUID> idsRead(List<RecordedEvent> events) {
    return events.stream().map(RecordedEvent::getEventId).toList();
  }

  private void assertFails(Class<? extends Throwable> type, ThrowingCallable asked) {
    assertThatExceptionOfType(Unanswered.class)
        .isThrownBy(asked)
        .satisfies(failed -> assertThat(failed.call.find(type)).as("%s", failed).isPresent());
  }

  @Test
  void expectationsAreKept() {
    assertFails(
        WrongExpectedVersionException.class,
        () -> append(StreamState.streamRevision(0), events(1)));
    assertFails(
        WrongExpectedVersionException.class, () -> append(StreamState.streamExists(), events(1)));
    assertThat(append(NONE, events(2)).getNextExpectedRevision().toRawLong()).isEqualTo(1);
    assertFails(WrongExpectedVersionException.class, () -> append(NONE, events(1)));
    assertFails(
        WrongExpectedVersionException.class,
        () -> append(StreamState.streamRevision(0), events(1)));
    assertFails(
        WrongExpectedVersionException.class,
        () -> append(StreamState.streamRevision(2), events(1)));
    append(StreamState.streamRevision(1), events(1));
    append(StreamState.streamExists(), events(1));
    append(StreamState.any(), events(1));
    assertThat(read(ReadStreamOptions.get())).hasSize(5);
  }

  @Test
  void withAnExactExpectationTheSameEventsAreKnown() {
    List<EventData> first = events(3);
    WriteResult written = append(NONE, first);
    append(StreamState.streamRevision(2), events(2));
    WriteResult again = append(NONE, first);
    assertThat(again.getNextExpectedRevision().toRawLong()).isEqualTo(2);
    assertThat(again.getLogPosition()).isEqualTo(written.getLogPosition());
    assertThat(append(NONE, first.subList(0, 2)).getNextExpectedRevision().toRawLong())
        .isEqualTo(1);
    assertThat(
            append(StreamState.streamRevision(0), first.subList(1, 3))
                .getNextExpectedRevision()
                .toRawLong())
        .isEqualTo(2);
    assertFails(
        WrongExpectedVersionException.class, () -> append(NONE, List.of(first.get(0), event())));
    // At another revision that is the right one, they are new events.
    append(StreamState.streamRevision(4), first);
    assertThat(read(ReadStreamOptions.get())).hasSize(8);
  }

  @Test
  void aReadBeginsWithItsPlaceAndEndsWhereItWasTold() {
    List<EventData> events = events(70);
    append(NONE, events);
    assertThat(idsRead(read(ReadStreamOptions.get()))).isEqualTo(ids(events));
    assertThat(idsRead(read(ReadStreamOptions.get().fromRevision(33).maxCount(3))))
        .isEqualTo(ids(events.subList(33, 36)));
    assertThat(idsRead(read(ReadStreamOptions.get().backwards().fromEnd().maxCount(33))))
        .isEqualTo(ids(events.subList(37, 70)).reversed());
    assertThat(idsRead(read(ReadStreamOptions.get().backwards().fromRevision(1))))
        .isEqualTo(ids(events.subList(0, 2)).reversed());
    assertThat(read(ReadStreamOptions.get().fromRevision(70))).isEmpty();
    stream = stream + "-none";
    assertFails(StreamNotFoundException.class, () -> read(ReadStreamOptions.get()));
  }

  @Test
  void theLogHasOneOrderBothWays() {
    List<EventData> events = events(70);
    Position last = append(NONE, events).getLogPosition();
    List<RecordedEvent> stored = all(ReadAllOptions.get().fromStart());
    List<RecordedEvent> ours = ours(stored);
    assertThat(idsRead(ours)).isEqualTo(ids(events));
    assertThat(ours.getLast().getPosition()).isEqualTo(last);
    assertThat(stored).extracting(RecordedEvent::getPosition).isSorted();
    for (RecordedEvent event : ours) {
      assertThat(event.getPosition().getCommitUnsigned())
          .isEqualTo(event.getPosition().getPrepareUnsigned());
    }
    Position tenth = ours.get(10).getPosition();
    assertThat(idsRead(all(ReadAllOptions.get().fromPosition(tenth).maxCount(5))))
        .isEqualTo(ids(events.subList(10, 15)));
    assertThat(idsRead(all(ReadAllOptions.get().backwards().fromPosition(tenth).maxCount(5))))
        .isEqualTo(ids(events.subList(5, 10)).reversed());
    assertThat(ours(all(ReadAllOptions.get().backwards().fromEnd())).getFirst().getPosition())
        .isEqualTo(last);
  }

  private List<RecordedEvent> all(ReadAllOptions options) {
    return ask(client -> client.readAll(options)).getEvents().stream()
        .map(ResolvedEvent::getOriginalEvent)
        .toList();
  }

  private List<RecordedEvent> ours(List<RecordedEvent> events) {
    return events.stream().filter(event -> event.getStreamId().equals(stream)).toList();
  }

  @Test
  void theCountOfAStreamIsKeptAndTheLogStillHasAll() {
    StreamMetadata metadata = new StreamMetadata();
    metadata.setMaxCount(2L);
    ask(client -> client.setStreamMetadata(stream, AppendToStreamOptions.get(), metadata));
    List<EventData> events = events(5);
    append(NONE, events);
    assertThat(idsRead(read(ReadStreamOptions.get()))).isEqualTo(ids(events.subList(3, 5)));
    assertThat(idsRead(read(ReadStreamOptions.get().backwards().fromEnd())))
        .isEqualTo(ids(events.subList(3, 5)).reversed());
    assertThat(ours(all(ReadAllOptions.get().fromStart()))).hasSize(5);
  }

  @Test
  void aSoftDeletedStreamIsNotFoundAndItsNumbersGoOn() {
    append(NONE, events(2));
    ask(client -> client.deleteStream(stream));
    assertFails(StreamNotFoundException.class, () -> read(ReadStreamOptions.get()));
    List<EventData> again = events(1);
    assertThat(append(NONE, again).getNextExpectedRevision().toRawLong()).isEqualTo(2);
    assertThat(idsRead(read(ReadStreamOptions.get()))).isEqualTo(ids(again));
  }

  @Test
  void aTombstoneIsForEver() {
    append(NONE, events(2));
    ask(client -> client.tombstoneStream(stream));
    assertFails(StreamDeletedException.class, () -> append(NONE, events(1)));
    assertFails(
        StreamDeletedException.class, () -> append(StreamState.streamRevision(1), events(1)));
    assertFails(StatusRuntimeException.class, () -> read(ReadStreamOptions.get()));
  }
}
