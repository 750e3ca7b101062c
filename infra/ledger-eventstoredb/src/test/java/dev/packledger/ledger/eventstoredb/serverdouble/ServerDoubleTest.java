package dev.packledger.ledger.eventstoredb.serverdouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.EventDataBuilder;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.KurrentDBConnectionString;
import io.kurrent.dbclient.Position;
import io.kurrent.dbclient.ReadAllOptions;
import io.kurrent.dbclient.ReadStreamOptions;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.SubscribeToAllOptions;
import io.kurrent.dbclient.SubscribeToStreamOptions;
import io.kurrent.dbclient.Subscription;
import io.kurrent.dbclient.SubscriptionFilter;
import io.kurrent.dbclient.SubscriptionListener;
import io.kurrent.dbclient.WriteResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the double does beyond what all servers are asked in the same words: what must be its own to
 * command, and subscriptions.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServerDoubleTest {
  private static final Instant NOW = Instant.parse("2025-06-01T00:00:00Z");
  private static final ReadStreamOptions FROM_START = ReadStreamOptions.get();

  private final ServerDouble server = ServerDouble.start(InstantSource.fixed(NOW));
  private final KurrentDBClient client =
      KurrentDBClient.create(KurrentDBConnectionString.parseOrThrow(server.connectionString()));
  private final List<Subscription> subscriptions = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    subscriptions.forEach(Subscription::stop);
    client.shutdown().get(20, TimeUnit.SECONDS);
    server.close();
  }

  private static <T> T got(CompletableFuture<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  private static EventData event(String type) {
    return EventDataBuilder.json(type, new byte[] {'{', '}'}).build();
  }

  private WriteResult append(String stream, StreamState expected, EventData... events)
      throws Exception {
    return got(
        client.appendToStream(stream, AppendToStreamOptions.get().streamState(expected), events));
  }

  @Test
  void theLogIsKeptOverARestartOnTheSamePort() throws Exception {
    append("a", StreamState.noStream(), event("one"));
    int port = server.port(0);
    server.stop(0);
    assertThatThrownBy(() -> got(client.readStream("a", FROM_START)));
    server.start(0);
    assertThat(server.port(0)).isEqualTo(port);
    KurrentDBClient fresh =
        KurrentDBClient.create(KurrentDBConnectionString.parseOrThrow(server.connectionString()));
    assertThat(got(fresh.readStream("a", FROM_START)).getEvents()).hasSize(1);
    got(fresh.shutdown());
  }

  @Test
  void theVersionIsTold() throws Exception {
    assertThat(got(client.getServerVersion()))
        .hasValueSatisfying(version -> assertThat(version.equals(24, 10, 0)).isTrue());
  }

  @Test
  void aWriteTimeIsTheClocks() throws Exception {
    append("a", StreamState.noStream(), event("one"));
    ResolvedEvent read = got(client.readStream("a", FROM_START)).getEvents().getFirst();
    assertThat(read.getOriginalEvent().getCreated()).isEqualTo(NOW);
  }

  /** IndexWriter.cs: without an exact expectation only the last ids are compared. */
  @Test
  void aVagueExpectationForgets() throws Exception {
    EventData event = event("one");
    append("a", StreamState.any(), event);
    append("a", StreamState.any(), event);
    assertThat(got(client.readStream("a", FROM_START)).getEvents()).hasSize(1);
    server.appendForeign("b", "other", 1000);
    append("a", StreamState.any(), event);
    assertThat(got(client.readStream("a", FROM_START)).getEvents()).hasSize(2);
  }

  @Test
  void theLogBeginsWithTheServersOwnAndHasGaps() throws Exception {
    Position first = append("a", StreamState.noStream(), event("one")).getLogPosition();
    Position second = append("b", StreamState.noStream(), event("one")).getLogPosition();
    assertThat(second.getCommitUnsigned()).isGreaterThan(first.getCommitUnsigned() + 50);
    List<ResolvedEvent> all = got(client.readAll(ReadAllOptions.get())).getEvents();
    assertThat(all.getFirst().getOriginalEvent().getStreamId()).startsWith("$");
  }

  @Test
  void aPlaceWhereNothingBeginsIsAnError() throws Exception {
    Position first = append("a", StreamState.noStream(), event("one")).getLogPosition();
    long madeUp = first.getCommitUnsigned() + 1;
    ReadAllOptions options = ReadAllOptions.get().fromPosition(new Position(madeUp, madeUp));
    assertThatThrownBy(() -> got(client.readAll(options)))
        .cause()
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            failed -> assertThat(failed.getStatus().getCode()).isEqualTo(Status.Code.UNKNOWN));
  }

  @Test
  void whatIsNotReplicatedIsNotSeen() throws Exception {
    server.holdReplication();
    assertThatThrownBy(() -> append("a", StreamState.noStream(), event("one")))
        .cause()
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            failed -> assertThat(failed.getStatus().getCode()).isEqualTo(Status.Code.ABORTED));
    assertThat(got(client.readStream("a", FROM_START)).getEvents()).isEmpty();
    server.loseUnreplicated();
    append("a", StreamState.noStream(), event("two"));
    assertThat(got(client.readStream("a", FROM_START)).getEvents())
        .extracting(read -> read.getOriginalEvent().getEventType())
        .containsExactly("two");
  }

  private static final class Heard extends SubscriptionListener {
    final BlockingQueue<String> words = new LinkedBlockingQueue<>();

    @Override
    public void onEvent(Subscription subscription, ResolvedEvent event) {
      words.add(event.getOriginalEvent().getEventType());
    }

    String next() throws InterruptedException {
      return String.valueOf(words.poll(20, TimeUnit.SECONDS));
    }
  }

  private Heard hear(SubscribeToAllOptions options) throws Exception {
    Heard heard = new Heard();
    subscriptions.add(got(client.subscribeToAll(heard, options)));
    return heard;
  }

  @Test
  void aSubscriptionCatchesUpAndGoesOn() throws Exception {
    server.appendForeign("a", "before", 100);
    Heard heard = new Heard();
    subscriptions.add(
        got(client.subscribeToStream("a", heard, SubscribeToStreamOptions.get().fromRevision(89))));
    server.appendForeign("b", "elsewhere", 5);
    append("a", StreamState.any(), event("after"));
    for (int i = 90; i < 100; i++) {
      assertThat(heard.next()).isEqualTo("before");
    }
    assertThat(heard.next()).isEqualTo("after");
  }

  @Test
  void filtersAreByStreamOrTypeAndTellHowFarTheyCame() throws Exception {
    BlockingQueue<Position> checkpoints = new LinkedBlockingQueue<>();
    Heard byStream =
        hear(
            SubscribeToAllOptions.get()
                .fromStart()
                .filter(
                    SubscriptionFilter.newBuilder()
                        .withMaxWindow(10)
                        .withStreamNameRegularExpression("^ours-")
                        .withCheckpointer(
                            (subscription, position) -> {
                              checkpoints.add(position);
                              return CompletableFuture.completedFuture(null);
                            })
                        .build()));
    Heard byType =
        hear(
            SubscribeToAllOptions.get()
                .fromEnd()
                .filter(
                    SubscriptionFilter.newBuilder()
                        .withMaxWindow(10)
                        .withEventTypeRegularExpression("^wanted$")
                        .build()));
    server.appendForeign("others", "unwanted", 40);
    append("ours-1", StreamState.noStream(), event("first"));
    append("xours-1", StreamState.noStream(), event("wanted"));
    append("ours-1", StreamState.any(), event("second"));
    assertThat(byStream.next()).isEqualTo("first");
    assertThat(byStream.next()).isEqualTo("second");
    assertThat(byType.next()).isEqualTo("wanted");
    Position first = checkpoints.poll(20, TimeUnit.SECONDS);
    Position second = checkpoints.poll(20, TimeUnit.SECONDS);
    assertThat(second).isGreaterThan(first);
  }
}
