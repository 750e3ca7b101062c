package dev.packledger.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.licenses.LicenseEvent.LicenseExpired;
import dev.packledger.domain.licenses.LicenseEvent.LicensePastDue;
import dev.packledger.identity.OperatorKey;
import dev.packledger.ledger.postgres.LedgerReader;
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

  @Test
  void eachEndIsRecordedOnceWhetherTheServerRanThenOrNot() {
    Instant start = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String operatorKey;
    String trial;
    String scheduled;
    String lapsing;
    Instant trialPaidThrough = start.plus(Duration.ofDays(3));
    // Access holds for 24 hours at least after what is paid, whatever the plan's grace.
    Instant trialEnd = trialPaidThrough.plus(Duration.ofHours(24));
    Instant cancelsAt = start.plus(Duration.ofDays(5));
    Instant paidThrough = start.plus(Duration.ofDays(10));
    ServerOptions options = ServerOptions.on(folder.resolve("data"), 0);
    try (ServerProcess server = ServerProcess.start(options, clock)) {
      operatorKey = Objects.requireNonNull(server.part(OperatorKey.class).secretToShow());
      ApiCalls operator = calls(server, operatorKey);
      Trade trade = Trade.begin(operator, "ending");
      String forever = trade.plan("subscription", "keep_covered_releases", GRACE_DAYS);
      trial =
          trade.grant(
              trade.plan("trial", "revoke_everything", 0), buyer(trade), until(trialPaidThrough));
      scheduled = trade.grant(forever, buyer(trade), "");
      operator
          .post(
              "/api/v1/licenses/" + scheduled + "/schedule-cancellation",
              "{\"at\": \"" + cancelsAt + "\"}")
          .is(204);
      lapsing = trade.grant(forever, buyer(trade), until(paidThrough));

      clock.advance(Duration.ofDays(2));
      look(server, operator);
      for (String license : List.of(trial, scheduled, lapsing)) {
        assertThat(ends(server, license)).isEmpty();
      }

      clock.advance(Duration.ofDays(2));
      look(server, operator);
      look(server, operator);
      assertThat(ends(server, trial)).containsExactly(new LicenseExpired(trialEnd));
      assertThat(ends(server, scheduled)).isEmpty();

      clock.advance(Duration.ofDays(7));
      look(server, operator);
      assertThat(ends(server, scheduled)).containsExactly(new LicenseExpired(cancelsAt));
      assertThat(ends(server, lapsing)).isEmpty();
      assertThat(pastDue(server, lapsing)).isEqualTo(1);
    }

    // The grace ends while nobody runs.
    clock.advance(Duration.ofDays(7));
    Instant graceEnd = paidThrough.plus(Duration.ofDays(GRACE_DAYS));
    for (int round = 0; round < 2; round++) {
      try (ServerProcess server = ServerProcess.start(options, clock)) {
        ApiCalls operator = calls(server, operatorKey);
        look(server, operator);
        look(server, operator);
        assertThat(ends(server, trial)).containsExactly(new LicenseExpired(trialEnd));
        assertThat(ends(server, scheduled)).containsExactly(new LicenseExpired(cancelsAt));
        assertThat(ends(server, lapsing)).containsExactly(new LicenseExpired(graceEnd));
        assertThat(pastDue(server, lapsing)).isEqualTo(1);
        assertThat(stream(server, lapsing).getLast().metadata().actor().kind())
            .isEqualTo(Actor.Kind.SCHEDULER);
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
