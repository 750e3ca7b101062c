package dev.packledger.ledger.eventstoredb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.packledger.codec.Envelope;
import dev.packledger.ledger.LedgerFailure;
import dev.packledger.ledger.eventstoredb.serverdouble.Call;
import dev.packledger.ledger.eventstoredb.serverdouble.Fault;
import io.kurrent.dbclient.KurrentDBClientSettings;
import io.kurrent.dbclient.NodePreference;
import io.kurrent.dbclient.UserCredentials;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that go, come back, or hand over, and how they are named. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectionTest {
  @Test
  void aServerThatComesBackIsFoundAgain() throws Exception {
    try (Doubled doubled = Doubled.start(1)) {
      doubled.ledger.appender.append(Envelopes.run("org_a", 0, 1));
      doubled.server.stop(0);
      CompletableFuture<Appended> appended =
          CompletableFuture.supplyAsync(
              () -> doubled.ledger.appender.append(Envelopes.run("org_a", 1, 1)));
      assertThat(catchThrowable(() -> impatientRead(doubled))).isInstanceOf(LedgerFailure.class);
      doubled.server.start(0);
      assertThat(appended.get().sequence()).isEqualTo(1);
      assertThat(doubled.ledger.streams.lastSequence("org_a")).hasValue(1);
    }
  }

  private static void impatientRead(Doubled doubled) {
    EventStoreSettings impatient =
        Doubled.settings(
            doubled.server.connectionString(), Duration.ofMillis(200), Duration.ofMillis(1000));
    try (Ledger other = Ledger.on(impatient)) {
      other.streams.lastSequence("org_a");
    }
  }

  /**
   * A client that found no server as often as it may try is dead for good; here it may try once.
   * The next call has a new one.
   */
  @Test
  void aClientThatDiedIsReplaced() {
    try (Doubled doubled = Doubled.start(1, "&maxDiscoverAttempts=1")) {
      doubled.server.stop(0);
      assertThat(
              catchThrowable(
                  () ->
                      doubled.ledger.connection.ask(
                          (client, ticket) -> {
                            CompletableFuture<Void> dead = new CompletableFuture<>();
                            Await.until(
                                "the client's death",
                                () -> {
                                  client.readAll();
                                  return client.isShutdown();
                                });
                            dead.completeExceptionally(new IllegalStateException("dead"));
                            return dead;
                          })))
          .isInstanceOf(CallFailed.class);
      doubled.server.start(0);
      assertThat(doubled.ledger.appender.append(Envelopes.run("org_a", 0, 1)).sequence()).isZero();
      assertThat(doubled.ledger.streams.lastSequence("org_a")).hasValue(0);
    }
  }

  @Test
  void anotherLeaderIsFound() {
    try (Doubled doubled = Doubled.start(3)) {
      doubled.ledger.appender.append(Envelopes.run("org_a", 0, 1));
      doubled.server.elect(1);
      doubled.ledger.appender.append(Envelopes.run("org_a", 1, 1));
      doubled.server.elect(2);
      assertThat(doubled.ledger.streams.lastSequence("org_a")).hasValue(1);
      doubled.server.elect(0);
      assertThat(doubled.ledger.whole(10)).hasSize(2);
    }
  }

  /**
   * Of a read that finds nobody the client draws no conclusion: it would ask the lost node for
   * ever.
   */
  @Test
  void readersFindAnotherLeaderWhenTheLastIsLost() {
    try (Doubled doubled = Doubled.start(3)) {
      doubled.ledger.appender.append(Envelopes.run("org_a", 0, 1));
      doubled.server.elect(1);
      doubled.server.stop(0);
      assertThat(doubled.ledger.streams.lastSequence("org_a")).hasValue(0);
      doubled.server.elect(2);
      doubled.server.stop(1);
      assertThat(doubled.ledger.whole(10)).hasSize(1);
    }
  }

  @Test
  void aClusterWithoutALeaderIsWaitedFor() throws Exception {
    try (Doubled doubled = Doubled.start(3)) {
      doubled.ledger.appender.append(Envelopes.run("org_a", 0, 1));
      doubled.server.depose();
      CompletableFuture<Appended> appended =
          CompletableFuture.supplyAsync(
              () -> doubled.ledger.appender.append(Envelopes.run("org_a", 1, 1)));
      int before = doubled.server.faults().calls(Call.APPEND);
      Await.until("a try", () -> doubled.server.faults().calls(Call.APPEND) > before);
      doubled.server.elect(2);
      assertThat(appended.get().sequence()).isEqualTo(1);
    }
  }

  /**
   * While the client looks for a server it keeps what it was asked and sends it when it finds one,
   * long after it was given up. That would store events of which nobody knows any more.
   */
  @Test
  void whatWasGivenUpIsNotSentLater() {
    try (Doubled doubled = Doubled.impatient(1)) {
      List<Envelope> kept = Envelopes.run("org_a", 0, 1);
      doubled.ledger.appender.append(kept);
      doubled.server.stop(0);
      assertThat(catchThrowable(() -> doubled.ledger.appender.append(Envelopes.run("org_b", 0, 1))))
          .isInstanceOf(LedgerFailure.class);
      int before = doubled.server.faults().calls(Call.APPEND);
      doubled.server.start(0);
      Await.until("the server", () -> catchThrowable(() -> doubled.ledger.whole(10)) == null);
      doubled.ledger.appender.append(Envelopes.run("org_a", 1, 1));
      assertThat(doubled.server.faults().calls(Call.APPEND)).isEqualTo(before + 1);
      assertThat(doubled.ledger.streams.lastSequence("org_b")).isEmpty();
    }
  }

  /** A server that is up and says nothing of itself yet is asked again. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aServerThatIsNotReadyIsWaitedFor(int nodes) {
    try (Doubled doubled = Doubled.start(nodes)) {
      doubled.server.faults().next(Call.CAPABILITIES, Fault.NOT_READY, Fault.NOT_READY);
      doubled.server.faults().next(Call.GOSSIP, Fault.NOT_READY);
      assertThat(doubled.ledger.appender.append(Envelopes.run("org_a", 0, 1)).sequence()).isZero();
    }
  }

  @Test
  void aClosedConnectionIsAFailure() {
    try (Doubled doubled = Doubled.start(1)) {
      doubled.ledger.close();
      assertThatExceptionOfType(LedgerFailure.class)
          .isThrownBy(() -> doubled.ledger.streams.lastSequence("org_a"));
    }
  }

  /** The client reads ports of several hosts as signed numbers of 16 bits. */
  @Test
  void highPortsOfSeveralHostsAreRead() {
    KurrentDBClientSettings settings =
        parse("esdb://admin:a%2Cb@one:40001,two,three:65535?tls=false&nodePreference=follower");
    assertThat(Arrays.stream(settings.getHosts()).map(host -> host.getHost() + host.getPort()))
        .containsExactly("one40001", "two2113", "three65535");
    assertThat(settings.isTls()).isFalse();
    assertThat(settings.getNodePreference()).isEqualTo(NodePreference.FOLLOWER);
    assertThat(settings.getDefaultCredentials())
        .usingRecursiveComparison()
        .isEqualTo(new UserCredentials("admin", "a,b"));
    assertThat(settings.getMaxDiscoverAttempts()).isEqualTo(ConnectionString.ATTEMPTS);
  }

  @Test
  void theClientsOtherWordsAreKept() {
    KurrentDBClientSettings settings =
        parse(
            "kurrentdb+discover://db.example:2114?maxDiscoverAttempts=7&discoveryInterval=11"
                + "&gossipTimeout=13&keepAliveInterval=17000&keepAliveTimeout=19000"
                + "&tlsVerifyCert=false&tlsCaFile=/tmp/Ca&feature=dns-lookup");
    assertThat(settings.isDnsDiscover()).isTrue();
    assertThat(settings.isTls()).isTrue();
    assertThat(settings.isTlsVerifyCert()).isFalse();
    assertThat(settings.getTlsCaFile()).isEqualTo("/tmp/Ca");
    assertThat(settings.getMaxDiscoverAttempts()).isEqualTo(7);
    assertThat(settings.getDiscoveryInterval()).isEqualTo(11);
    assertThat(settings.getGossipTimeout()).isEqualTo(13);
    assertThat(settings.getKeepAliveInterval()).isEqualTo(17000);
    assertThat(settings.getKeepAliveTimeout()).isEqualTo(19000);
    assertThat(settings.getFeatures()).containsExactly("dns-lookup");
  }

  private static KurrentDBClientSettings parse(String text) {
    return ConnectionString.parse(text).buildConnectionSettings();
  }

  @Test
  void credentialsAreThoseOfTheConnectionString() {
    try (Doubled doubled = Doubled.start(1)) {
      doubled.server.demandCredentials("packledger", "s3c,ret@1");
      String anonymous = doubled.server.connectionString();
      String known = anonymous.replace("esdb://", "esdb://packledger:s3c%2Cret%401@");
      String mistaken = anonymous.replace("esdb://", "esdb://packledger:s3c%2Cret%402@");
      try (Ledger ledger = Ledger.on(EventStoreSettings.of(known))) {
        ledger.appender.append(Envelopes.run("org_a", 0, 1));
        assertThat(ledger.whole(10)).hasSize(1);
      }
      for (String refused : List.of(anonymous, mistaken)) {
        try (Ledger ledger = Ledger.on(EventStoreSettings.of(refused))) {
          assertThat(catchThrowable(() -> ledger.appender.append(Envelopes.run("org_a", 1, 1))))
              .isExactlyInstanceOf(LedgerFailure.class)
              .hasMessageContaining("UNAUTHENTICATED")
              .satisfies(failed -> assertThat(stackTrace(failed)).doesNotContain("s3c"));
          assertThatExceptionOfType(LedgerFailure.class).isThrownBy(() -> ledger.whole(10));
        }
      }
    }
  }

  private static String stackTrace(Throwable failed) {
    StringWriter trace = new StringWriter();
    failed.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  /** I9: a password never comes into a message. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "esdb://admin:s3cret@",
        "esdb://admin:s3cret@one:port",
        "esdb://admin:s3cret@one:0,two:70000",
        "esdb://admin:s3cret@one,,two",
        "esdb://admin:s3cret@one?nodePreference=s3cret",
        "http://admin:s3cret@one",
        "s3cret"
      })
  void whatIsWrongIsNotQuoted(String text) {
    Throwable wrong =
        catchThrowable(() -> EventStoreConnection.toLeader(EventStoreSettings.of(text)));
    assertThat(wrong).isInstanceOf(IllegalArgumentException.class).hasNoCause();
    assertThat(wrong.getMessage()).doesNotContain("s3cret");
    assertThat(EventStoreSettings.of(text).toString()).doesNotContain("s3cret");
  }
}
