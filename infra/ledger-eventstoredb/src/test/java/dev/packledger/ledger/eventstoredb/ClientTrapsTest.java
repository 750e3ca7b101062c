package dev.packledger.ledger.eventstoredb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.packledger.ledger.eventstoredb.serverdouble.Call;
import dev.packledger.ledger.eventstoredb.serverdouble.Fault;
import dev.packledger.ledger.eventstoredb.serverdouble.ServerDouble;
import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.ConnectionShutdownException;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.EventDataBuilder;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.KurrentDBConnectionString;
import io.kurrent.dbclient.ReadAllOptions;
import io.kurrent.dbclient.ReadResult;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.SubscribeToAllOptions;
import io.kurrent.dbclient.Subscription;
import io.kurrent.dbclient.SubscriptionFilter;
import io.kurrent.dbclient.SubscriptionListener;
import io.kurrent.dbclient.WrongExpectedVersionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the client of version 1.1.0 does that this module works around, shown on the double without
 * our code. One that fails after an update of the client tells of a work-around that may go.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClientTrapsTest {
  private final ServerDouble server = Doubled.server(3);
  private final KurrentDBClient client = client(server.connectionString());

  private static KurrentDBClient client(String connectionString) {
    return KurrentDBClient.create(KurrentDBConnectionString.parseOrThrow(connectionString));
  }

  @AfterEach
  void close() throws Exception {
    client.shutdown().get(10, TimeUnit.SECONDS);
    server.close();
  }

  private static EventData event() {
    return EventDataBuilder.json("happened", new byte[] {'{', '}'}).build();
  }

  private static final class Ears extends SubscriptionListener {
    final AtomicInteger heard = new AtomicInteger();
    final CountDownLatch cancelled = new CountDownLatch(1);

    @Override
    public void onEvent(Subscription subscription, ResolvedEvent event) {
      heard.incrementAndGet();
    }

    @Override
    public void onCancelled(Subscription subscription, Throwable cause) {
      cancelled.countDown();
    }
  }

  /** Hence {@link LogBell} renews what it hears with. */
  @Test
  void aSubscriptionDiesSilentlyWithItsLeader() throws Exception {
    Ears ears = new Ears();
    client.subscribeToAll(ears, SubscribeToAllOptions.get().fromEnd()).get(10, TimeUnit.SECONDS);
    client.appendToStream("a-1", event()).get(10, TimeUnit.SECONDS);
    Await.until("the event", () -> ears.heard.get() == 1);
    server.elect(1);
    append();
    assertThat(ears.cancelled.await(500, TimeUnit.MILLISECONDS)).isFalse();
    assertThat(ears.heard).hasValue(1);
  }

  /** The first one after an election fails, and sends the client to the new leader. */
  private void append() {
    Await.until(
        "an append",
        () ->
            catchThrowable(() -> client.appendToStream("a-1", event()).get(5, TimeUnit.SECONDS))
                == null);
  }

  /** Hence every future of the client gets a bound of ours in {@link EventStoreConnection}. */
  @Test
  void aReadThatTheServerCancelsNeverEnds() {
    server.faults().next(Call.READ_ALL, Fault.CANCELLED);
    CompletableFuture<ReadResult> read = client.readAll(ReadAllOptions.get().deadline(100));
    assertThatThrownBy(() -> read.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
  }

  /** Hence the bell's filter is an expression that says where it begins. */
  @Test
  void aPrefixIsSentAsAnExpression() throws Exception {
    Ears ears = new Ears();
    SubscriptionFilter filter =
        SubscriptionFilter.newBuilder().withMaxWindow(32).addStreamNamePrefix("a.b-").build();
    Subscription subscription =
        client
            .subscribeToAll(ears, SubscribeToAllOptions.get().fromEnd().filter(filter))
            .get(10, TimeUnit.SECONDS);
    client.appendToStream("x-aXb-1", event()).get(10, TimeUnit.SECONDS);
    Await.until("an event of another stream", () -> ears.heard.get() == 1);
    subscription.stop();
  }

  @Test
  void aSecondPrefixIsRefused() {
    assertThatThrownBy(
            () -> SubscriptionFilter.newBuilder().addStreamNamePrefix("a").addStreamNamePrefix("b"))
        .isInstanceOf(IllegalStateException.class);
  }

  /** Hence nothing is read from a conflict but that it is one. */
  @Test
  void aConflictWithNoStreamTellsNonsense() throws Exception {
    client.appendToStream("a-1", event()).get(10, TimeUnit.SECONDS);
    AppendToStreamOptions ofNone = AppendToStreamOptions.get().streamState(StreamState.noStream());
    assertThatThrownBy(
            () -> client.appendToStream("a-1", ofNone, event()).get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            WrongExpectedVersionException.class,
            wrong -> assertThat(wrong.getExpectedState()).isEqualTo(wrong.getActualState()));
  }

  /** Hence {@link ConnectionString} reads several hosts itself. */
  @Test
  void highPortsOfSeveralHostsAreRefused() {
    assertThatThrownBy(
            () -> KurrentDBConnectionString.parseOrThrow("esdb://one:2113,two:40001?tls=false"))
        .hasMessageContaining("Invalid port number");
  }

  /** Hence {@link EventStoreConnection} makes a new client where one died. */
  @Test
  void aClientThatFindsNoServerDiesForGood() throws Exception {
    try (ServerDouble alone = Doubled.server(1)) {
      KurrentDBClient mortal = client(alone.connectionString() + "&maxDiscoverAttempts=1");
      alone.stop(0);
      assertThatThrownBy(() -> mortal.appendToStream("a-1", event()).get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
      Await.until("its death", mortal::isShutdown);
      alone.start(0);
      assertThatThrownBy(() -> mortal.appendToStream("a-1", event()).get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(ConnectionShutdownException.class);
    }
  }

  /** Hence {@link PageReader} renews the client. */
  @Test
  void aReadThatFindsNobodyLooksForNoOtherNode() throws Exception {
    client.readAll(ReadAllOptions.get()).get(10, TimeUnit.SECONDS);
    server.elect(1);
    server.stop(0);
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(
              () -> client.readAll(ReadAllOptions.get().deadline(500)).get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
    }
  }
}
