package dev.packledger.server.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.packledger.identity.OperatorKey;
import dev.packledger.ledger.eventstoredb.serverdouble.Call;
import dev.packledger.ledger.eventstoredb.serverdouble.Fault;
import dev.packledger.ledger.eventstoredb.serverdouble.ServerDouble;
import dev.packledger.server.AdjustableClock;
import dev.packledger.server.ApiCalls;
import dev.packledger.server.ServerOptions;
import dev.packledger.server.ServerProcess;
import dev.packledger.server.StartFailure;
import dev.packledger.server.StorageConfiguration;
import dev.packledger.server.Trade;
import dev.packledger.server.cli.CopyLedgerCommand;
import dev.packledger.server.cli.ReplayCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A server whose ledger is in EventStoreDB, on the double. */
class EventStoreServerTest {
  private static final String SECRET = "quite-secret";

  @TempDir private @Nullable Path folder;

  private ServerDouble esdb;
  private @Nullable ServerProcess server;

  @BeforeEach
  void startDouble() {
    esdb = ServerDouble.start(InstantSource.system());
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
    esdb.close();
  }

  private Path data() {
    return Objects.requireNonNull(folder).resolve("data");
  }

  /** With a password, so that it can be seen where it is told. */
  private String url() {
    return esdb.connectionString().replace("esdb://", "esdb://admin:" + SECRET + "@");
  }

  private ServerProcess start(LedgerPlace place) {
    return ServerProcess.start(
        ServerOptions.on(data(), 0).with(changes -> changes.ledger(place)), new AdjustableClock());
  }

  private ApiCalls begin() {
    return begin(new LedgerPlace.EventStoreDb(url()));
  }

  private ApiCalls begin(LedgerPlace place) {
    ServerProcess started = start(place);
    server = started;
    return new ApiCalls(
        URI.create("http://127.0.0.1:" + started.port()),
        Objects.requireNonNull(started.part(OperatorKey.class).secretToShow()));
  }

  private record Sold(Trade trade, Trade.Buyer buyer, String license, ApiCalls.Answer token) {
    ApiCalls reader() {
      return trade.operator().as(token.at("/secret"));
    }

    String packument() {
      return "/" + buyer.slug() + "/npm/@" + trade.slug() + "%2fcore";
    }
  }

  private static Sold sell(ApiCalls operator) {
    Trade trade = Trade.begin(operator, "seller");
    trade.publish("1.0.0");
    Trade.Buyer buyer = trade.buyer("buyer");
    String license = trade.grant(trade.plan("subscription", "revoke_everything", 1), buyer, "");
    return new Sold(trade, buyer, license, trade.issue(buyer.id(), buyer.owner(), "\"read\"", ""));
  }

  @Test
  void aTradeIsSoldShownRevokedAskedAboutAndRebuilt() {
    ApiCalls operator = begin();
    Sold sold = sell(operator);
    String position = position(sold.token());
    Map<String, String> asOf = Map.of("Packledger-Min-Position", position);
    sold.reader().send("GET", sold.packument(), "", asOf).is(200);
    ApiCalls.Answer revoked =
        operator
            .post(
                "/api/v1/tokens/" + sold.token().at("/id") + "/revoke",
                "{\"reason\": \"requested\"}")
            .is(204);
    sold.reader().get(sold.packument()).is(401);
    assertThat(operator.get("/api/v1/receipts/" + position(revoked)).is(200).at("/position"))
        .isEqualTo(position(revoked));
    String history = "/api/v1/licenses/" + sold.license() + "/history";
    assertThat(operator.get(history).is(200).at("/position")).isEqualTo(position(revoked));
    assertThat(operator.get(history + "?at=" + position).is(200).at("/position"))
        .isEqualTo(position);
    Objects.requireNonNull(server).close();
    server = null;
    StringWriter out = new StringWriter();
    assertThat(replay(out, new LedgerPlace.EventStoreDb(url()))).as(out.toString()).isZero();
    assertThat(out.toString()).contains("equal to the live ones").doesNotContain(SECRET);
    ServerProcess again = start(new LedgerPlace.EventStoreDb(url()));
    server = again;
    URI address = URI.create("http://127.0.0.1:" + again.port());
    new ApiCalls(address, sold.token().at("/secret")).get(sold.packument()).is(401);
    new ApiCalls(address, operator.credential()).get(history).is(200);
    await(() -> ready(new ApiCalls(address, "")).status() == 200);
  }

  private int replay(StringWriter out, LedgerPlace place) {
    CommandLine command = new CommandLine(new ReplayCommand());
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
    List<String> arguments =
        new ArrayList<>(
            List.of("--digest", "--data", data().toString(), "--ledger", place.engine()));
    if (place instanceof LedgerPlace.EventStoreDb) {
      arguments.addAll(List.of("--eventstoredb-url", url()));
    }
    return command.execute(arguments.toArray(String[]::new));
  }

  @Test
  void aLedgerIsMovedThereAndBackWithEveryDigestTheSame() {
    ApiCalls operator = begin(LedgerPlace.POSTGRESQL);
    Sold sold = sell(operator);
    Objects.requireNonNull(server).close();
    server = null;
    String before = digests(LedgerPlace.POSTGRESQL);
    String there = copy("postgresql", "eventstoredb", 0);
    assertThat(there).contains("equal in both", "--ledger eventstoredb").doesNotContain(SECRET);
    assertThat(digests(new LedgerPlace.EventStoreDb(url()))).isEqualTo(before);
    assertThat(copy("postgresql", "eventstoredb", 65)).contains("ledger.other");

    ServerProcess moved = start(new LedgerPlace.EventStoreDb(url()));
    server = moved;
    URI address = URI.create("http://127.0.0.1:" + moved.port());
    String revoked =
        position(
            new ApiCalls(address, operator.credential())
                .post(
                    "/api/v1/tokens/" + sold.token().at("/id") + "/revoke",
                    "{\"reason\": \"requested\"}")
                .is(204));
    assertThat(Long.parseLong(revoked)).isEqualTo(1 + Long.parseLong(position(sold.token())));
    new ApiCalls(address, sold.token().at("/secret")).get(sold.packument()).is(401);
    moved.close();
    server = null;
    String after = digests(new LedgerPlace.EventStoreDb(url()));
    assertThat(after).isNotEqualTo(before);
    assertThat(copy("eventstoredb", "postgresql", 0)).contains("--ledger postgresql");
    assertThat(digests(LedgerPlace.POSTGRESQL)).isEqualTo(after);
  }

  private String copy(String from, String to, int code) {
    StringWriter out = new StringWriter();
    CommandLine command = new CommandLine(new CopyLedgerCommand());
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
    int ended =
        command.execute(
            "--from", from, "--to", to, "--data", data().toString(), "--eventstoredb-url", url());
    assertThat(ended).as(out.toString()).isEqualTo(code);
    return out.toString();
  }

  /** What replay prints of every table and packument, once they are equal. */
  private String digests(LedgerPlace place) {
    StringWriter out = new StringWriter();
    assertThat(replay(out, place)).as(out.toString()).isZero();
    return out.toString().lines().filter(line -> line.length() > 64).toList().toString();
  }

  private static String position(ApiCalls.Answer answer) {
    return answer.response().headers().firstValue("Packledger-Position").orElseThrow();
  }

  @Test
  void anAnswerThatIsLostIsNoConflict() {
    ApiCalls operator = begin();
    esdb.faults().next(Call.APPEND, Fault.TIMED_OUT_AFTERWARDS, Fault.UNAVAILABLE_AFTERWARDS);
    Trade.organization(operator, "lost");
    esdb.faults().next(Call.APPEND, Fault.CUT_AFTERWARDS);
    Trade.organization(operator, "cut");
    assertThat(esdb.faults().isPlayed()).isTrue();
  }

  /** As long as appends are tried, half a minute, no answer comes, and the event is stored. */
  @Test
  void whatIsNotKnownIsToldSoAndFoundOutByAskingAgain() {
    ApiCalls operator = begin();
    Trade.Buyer organization = Trade.organization(operator, "unknown");
    String pipelines = "/api/v1/organizations/" + organization.id() + "/pipelines";
    String wish = "{\"name\": \"ci\"}";
    Map<String, String> key = Map.of("Idempotency-Key", "the-same");
    esdb.faults().always(Call.APPEND, Fault.SILENT_AFTERWARDS);
    operator.send("POST", pipelines, wish, key).isProblem(503, "ledger.outcome_unknown");
    esdb.faults().clear();
    String made = operator.send("POST", pipelines, wish, key).is(201).at("/id");
    assertThat(operator.send("POST", pipelines, wish, key).is(201).at("/id")).isEqualTo(made);
  }

  @Test
  void whileTheServerIsAwayDecisionsGoOnAndNothingIsDenied() {
    ApiCalls operator = begin();
    Sold sold = sell(operator);
    String history = "/api/v1/licenses/" + sold.license() + "/history";
    sold.reader()
        .send(
            "GET", sold.packument(), "", Map.of("Packledger-Min-Position", position(sold.token())))
        .is(200);
    esdb.stop(0);
    await(() -> ready(operator).json().hasNonNull("ledger"));
    assertThat(ready(operator).status()).isEqualTo(200);
    assertThat(ready(operator).response().body()).doesNotContain(SECRET);
    sold.reader().get(sold.packument()).is(200);
    operator.get(history).isProblem(503, "ledger.unavailable");
    esdb.start(0);
    await(() -> !ready(operator).json().hasNonNull("ledger"));
    operator.get(history).is(200);
    Trade.organization(operator, "after");
  }

  private static ApiCalls.Answer ready(ApiCalls operator) {
    return operator.get("/health/ready");
  }

  @Test
  void twoNodesNumberOneLedgerAndARevocationHoldsOnBoth() throws IOException {
    ApiCalls operator = begin();
    Sold sold = sell(operator);
    try (ServerProcess second =
        ServerProcess.start(second(Objects.requireNonNull(server)), new AdjustableClock())) {
      URI other = URI.create("http://127.0.0.1:" + second.port());
      ApiCalls there = new ApiCalls(other, operator.credential());
      for (int round = 0; round < 5; round++) {
        Trade.organization(operator, "first");
        Trade.organization(there, "second");
        ApiCalls.Answer token =
            sold.trade().issue(sold.buyer().id(), sold.buyer().owner(), "\"read\"", "");
        ApiCalls reader = new ApiCalls(other, token.at("/secret"));
        Map<String, String> asOf = Map.of("Packledger-Min-Position", position(token));
        reader.send("GET", sold.packument(), "", asOf).is(200);
        ApiCalls.Answer revoked =
            operator
                .post(
                    "/api/v1/tokens/" + token.at("/id") + "/revoke", "{\"reason\": \"requested\"}")
                .is(204);
        reader.get(sold.packument()).is(401);
        assertThat(
                operator
                    .get("/api/v1/receipts/" + position(revoked))
                    .is(200)
                    .json()
                    .get("nodes")
                    .size())
            .isEqualTo(2);
      }
    }
  }

  /** A node with a folder of its own, the same keys, the same database and the same ledger. */
  private ServerOptions second(ServerProcess first) throws IOException {
    Path own = Objects.requireNonNull(folder).resolve("second");
    Path keys = Files.createDirectories(own.resolve("keys"));
    try (Stream<Path> files = Files.list(data().resolve("keys"))) {
      for (Path key : files.toList()) {
        Files.copy(key, keys.resolve(key.getFileName().toString()));
      }
    }
    StorageConfiguration.Database database = first.part(StorageConfiguration.Database.class);
    String jdbc =
        database.jdbcUrl() + "?user=" + database.user() + "&password=" + database.password();
    return ServerOptions.on(own, 0)
        .with(changes -> changes.databaseUrl(jdbc).ledger(new LedgerPlace.EventStoreDb(url())));
  }

  @Test
  void aServerThatDoesNotAnswerIsNamedWithoutItsSecret() {
    esdb.stop(0);
    assertThatExceptionOfType(StartFailure.class)
        .isThrownBy(() -> start(new LedgerPlace.EventStoreDb(url())))
        .satisfies(failure -> assertThat(failure.code()).isEqualTo("ledger.unavailable"))
        .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(SECRET));
  }

  @Test
  void oneThatDoesNotLetUsInIsTold() {
    esdb.faults().always(Call.READ_ALL, Fault.DENIED);
    assertThatExceptionOfType(StartFailure.class)
        .isThrownBy(() -> start(new LedgerPlace.EventStoreDb(url())))
        .satisfies(failure -> assertThat(failure.code()).isEqualTo("ledger.denied"))
        .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(SECRET));
  }

  @Test
  void aServerDoesNotBeginASecondHistory() {
    begin();
    Objects.requireNonNull(server).close();
    server = null;
    assertThatExceptionOfType(StartFailure.class)
        .isThrownBy(() -> ServerProcess.start(ServerOptions.on(data(), 0), new AdjustableClock()))
        .satisfies(failure -> assertThat(failure.code()).isEqualTo("ledger.other"));
  }

  @Test
  void aTextThatIsNoConnectionStringIsRefusedAndNotQuoted() {
    for (String text : new String[] {"", "http://x", "esdb://", "esdb://a:" + SECRET + "@:x"}) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .as(text)
          .isThrownBy(() -> new LedgerPlace.EventStoreDb(text))
          .satisfies(wrong -> assertThat(wrong.getMessage()).doesNotContain(SECRET));
    }
    assertThat(new LedgerPlace.EventStoreDb(url()).toString()).doesNotContain(SECRET);
  }

  private static void await(BooleanSupplier holds) {
    for (int looks = 0; looks < 3000; looks++) {
      if (holds.getAsBoolean()) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    throw new AssertionError("does not come about");
  }
}
