package dev.packledger.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.licenses.LicenseEvent.LicenseExpired;
import dev.packledger.domain.licenses.LicenseEvent.LicensePastDue;
import dev.packledger.identity.OperatorKey;
import dev.packledger.ledger.LedgerReader;
import dev.packledger.server.AdjustableClock;
import dev.packledger.server.ApiCalls;
import dev.packledger.server.ServerOptions;
import dev.packledger.server.ServerProcess;
import dev.packledger.server.Trade;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What follows from time stands in the ledger once, whenever the server runs. */
class DeadlinesTest {
  private static final int GRACE_DAYS = 7;

  @TempDir Path folder;
  private final AdjustableClock clock = new AdjustableClock();

  private static ApiCalls calls(ServerProcess server, String operatorKey) {
    return new ApiCalls(URI.create("http://127.0.0.1:" + server.port()), operatorKey);
  }

  private static List<Recorded<Event>> stream(ServerProcess server, String license) {
    return server.part(LedgerReader.class).stream(license);
  }

  private static List<LicenseExpired> ends(ServerProcess server, String license) {
    return stream(server, license).stream()
        .map(Recorded::event)
        .filter(LicenseExpired.class::isInstance)
        .map(LicenseExpired.class::cast)
        .toList();
  }

  private static long pastDue(ServerProcess server, String license) {
    return stream(server, license).stream()
        .filter(recorded -> recorded.event() instanceof LicensePastDue)
        .count();
  }

  /** Looks once, knowing all that the ledger holds. */
  private static void look(ServerProcess server, ApiCalls operator) {
    String head = Long.toString(server.part(LedgerReader.class).head().value());
    operator
        .send("GET", "/api/v1/organizations", "", Map.of("Packledger-Min-Position", head))
        .is(200);
    server.part(Deadlines.class).recordDue();
  }

  /** Three licences, each with another end, and when that is. */
  private record Ending(
      String trial,
      Instant trialEnd,
      String scheduled,
      Instant cancelsAt,
      String lapsing,
      Instant graceEnd) {
    static Ending begin(ApiCalls operator, Instant start) {
      Trade trade = Trade.begin(operator, "ending");
      String plan = trade.plan("subscription", "keep_covered_releases", GRACE_DAYS);
      Instant trialPaidThrough = start.plus(Duration.ofDays(3));
      Instant cancelsAt = start.plus(Duration.ofDays(5));
      Instant paidThrough = start.plus(Duration.ofDays(10));
      String trial =
          trade.grant(
              trade.plan("trial", "revoke_everything", 0), buyer(trade), until(trialPaidThrough));
      String scheduled = trade.grant(plan, buyer(trade), "");
      operator
          .post(
              "/api/v1/licenses/" + scheduled + "/schedule-cancellation",
              "{\"at\": \"" + cancelsAt + "\"}")
          .is(204);
      // Access holds for 24 hours at least after what is paid, whatever the plan's grace.
      return new Ending(
          trial,
          trialPaidThrough.plus(Duration.ofHours(24)),
          scheduled,
          cancelsAt,
          trade.grant(plan, buyer(trade), until(paidThrough)),
          paidThrough.plus(Duration.ofDays(GRACE_DAYS)));
    }

    void hasEnded(ServerProcess server) {
      assertThat(ends(server, trial)).containsExactly(new LicenseExpired(trialEnd));
      assertThat(ends(server, scheduled)).containsExactly(new LicenseExpired(cancelsAt));
      assertThat(ends(server, lapsing)).containsExactly(new LicenseExpired(graceEnd));
      assertThat(pastDue(server, lapsing)).isEqualTo(1);
      assertThat(stream(server, lapsing).getLast().metadata().actor().kind())
          .isEqualTo(Actor.Kind.SCHEDULER);
    }
  }

  @Test
  void eachEndIsRecordedOnceWhetherTheServerRanThenOrNot() {
    ServerOptions options = ServerOptions.on(folder.resolve("data"), 0);
    String operatorKey;
    Ending ending;
    try (ServerProcess server = ServerProcess.start(options, clock)) {
      operatorKey = Objects.requireNonNull(server.part(OperatorKey.class).secretToShow());
      ApiCalls operator = calls(server, operatorKey);
      ending = Ending.begin(operator, clock.instant().truncatedTo(ChronoUnit.SECONDS));
      clock.advance(Duration.ofDays(2));
      look(server, operator);
      for (String license : List.of(ending.trial, ending.scheduled, ending.lapsing)) {
        assertThat(ends(server, license)).isEmpty();
      }

      clock.advance(Duration.ofDays(2));
      look(server, operator);
      look(server, operator);
      assertThat(ends(server, ending.trial)).containsExactly(new LicenseExpired(ending.trialEnd));
      assertThat(ends(server, ending.scheduled)).isEmpty();

      clock.advance(Duration.ofDays(7));
      look(server, operator);
      assertThat(ends(server, ending.scheduled))
          .containsExactly(new LicenseExpired(ending.cancelsAt));
      assertThat(ends(server, ending.lapsing)).isEmpty();
      assertThat(pastDue(server, ending.lapsing)).isEqualTo(1);
    }

    // The grace ends while nobody runs.
    clock.advance(Duration.ofDays(7));
    for (int round = 0; round < 2; round++) {
      try (ServerProcess server = ServerProcess.start(options, clock)) {
        ApiCalls operator = calls(server, operatorKey);
        look(server, operator);
        look(server, operator);
        ending.hasEnded(server);
      }
    }
  }

  private static Trade.Buyer buyer(Trade trade) {
    return trade.buyer("buyer");
  }

  private static String until(Instant end) {
    return ", \"paidThrough\": \"" + end + "\"";
  }
}
