package dev.packledger.server.bench;

import dev.packledger.domain.ledger.Commands;
import dev.packledger.domain.ledger.Position;
import dev.packledger.ledger.postgres.bench.LedgerFill;
import dev.packledger.server.ServerOptions;
import dev.packledger.server.ServerProcess;
import dev.packledger.server.following.AppliedPositions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Decisions over HTTP (AuthZEN), beside nginx that answers every question with the same few bytes,
 * by the same client, on the same processors, in turns. In every run but the one that says so each
 * answer is compared with the reference program's; one wrong answer makes the whole void.
 */
public final class HttpDecisions {
  private static final int QUESTIONS = 1 << 16;
  private static final Duration APPLIED_LOOK = Duration.ofSeconds(10);

  private final int tokens;
  private final int turns;
  private final Duration turn;
  private final Consumer<String> out;

  /**
   * @param turns of each, odd; the median counts
   */
  public HttpDecisions(int tokens, int turns, Duration turn, Consumer<String> out) {
    this.tokens = tokens;
    this.turns = turns;
    this.turn = turn;
    this.out = out;
  }

  /** A kind of run, and what it came to on either side. */
  private record Kind(String name, List<Rate> ours, List<Rate> nginx) {
    Kind(String name) {
      this(name, new ArrayList<>(), new ArrayList<>());
    }
  }

  /**
   * Measures and prints.
   *
   * @param folder an empty folder
   * @return decisions a second for each answer of nginx, of the run without comparisons; NaN where
   *     there is no nginx or no wrk
   */
  public double run(Path folder, InstantSource clock)
      throws IOException, SQLException, InterruptedException {
    LookupMarket market = new LookupMarket(tokens);
    try (ServerProcess server =
        ServerProcess.start(ServerOptions.on(folder.resolve("data"), 0), clock)) {
      fill(server, market);
      LookupQuestions zipf = new LookupQuestions(market, LookupQuestions.Choice.ZIPF, QUESTIONS, 7);
      LookupQuestions uniform =
          new LookupQuestions(market, LookupQuestions.Choice.UNIFORM, QUESTIONS, 8);
      Path nginx = Load.program("nginx");
      if (nginx == null) {
        out.accept("SKIPPED: there is no nginx on the PATH");
      }
      try (Rival rival = nginx == null ? null : Rival.answering(nginx, folder)) {
        @Nullable URI other = rival == null ? null : rival.server();
        double ratio = Double.NaN;
        WrkDecisions wrk = WrkDecisions.of(Load.program("wrk"), folder, turn);
        if (wrk == null) {
          out.accept("SKIPPED: there is no wrk on the PATH");
        } else {
          ratio = wrk(wrk, server.address(), other, zipf, uniform);
        }
        own(server, other, market, uniform);
        return ratio;
      }
    }
  }

  private void fill(ServerProcess server, LookupMarket market)
      throws IOException, SQLException, InterruptedException {
    long began = System.nanoTime();
    long[] last = new long[1];
    try (LedgerFill ledger = new LedgerFill(server.part(DataSource.class))) {
      market.tell(
          event -> {
            last[0] = event.position().value();
            ledger.accept(event);
          });
      ledger.finish();
    }
    out.accept(
        String.format(
            Locale.ROOT,
            "a ledger of %d events, filled in %.1f s; waiting for its projections",
            last[0],
            (System.nanoTime() - began) / 1e9));
    AppliedPositions positions = server.part(AppliedPositions.class);
    while (positions.await(new Position(last[0]), APPLIED_LOOK).isPresent()) {
      out.accept("  " + positions.all() + " of " + last[0]);
    }
    out.accept(
        String.format(
            Locale.ROOT, "all projections after %.1f s", (System.nanoTime() - began) / 1e9));
  }

  private double wrk(
      WrkDecisions wrk,
      URI server,
      @Nullable URI nginx,
      LookupQuestions zipf,
      LookupQuestions uniform)
      throws IOException, InterruptedException {
    Kind plain = new Kind("wrk, uniform, answers not compared");
    Kind compared = new Kind("wrk, uniform, every answer compared");
    Kind skewed = new Kind("wrk, Zipf 0.99, every answer compared");
    Path plainScript = wrk.script("plain", uniform, false);
    Path comparing = wrk.script("compared", uniform, true);
    Path skewedScript = wrk.script("skewed", zipf, true);
    for (int i = 0; i <= turns; i++) {
      boolean counts = i > 0;
      turn(plain, counts, server, nginx, at -> wrk.run(plainScript, at));
      turn(compared, counts, server, nginx, at -> wrk.run(comparing, at));
      turn(skewed, counts, server, nginx, at -> wrk.run(skewedScript, at));
    }
    say(compared);
    say(skewed);
    return say(plain);
  }

  private void own(
      ServerProcess server, @Nullable URI nginx, LookupMarket market, LookupQuestions questions)
      throws IOException, InterruptedException {
    EvaluationClients clients =
        new EvaluationClients(market, questions, turn, server.part(Commands.class));
    Kind compared = new Kind("own client, every answer compared");
    Kind revoking = new Kind("own client, 1 of 100 a revocation");
    for (int i = 0; i <= turns; i++) {
      for (Kind kind : List.of(compared, revoking)) {
        EvaluationClients.Work work =
            kind == revoking ? EvaluationClients.Work.REVOKING : EvaluationClients.Work.ASKING;
        turn(
            kind,
            i > 0,
            server.address(),
            nginx,
            at -> clients.run(at, at.equals(nginx) ? EvaluationClients.Work.ASKING_ANYBODY : work));
      }
    }
    say(compared);
    say(revoking);
  }

  private interface Run {
    Rate measure(URI server) throws IOException, InterruptedException;
  }

  /** One turn of each; the first of all only warms up. */
  private static void turn(Kind kind, boolean counts, URI ours, @Nullable URI nginx, Run run)
      throws IOException, InterruptedException {
    Rate mine = run.measure(ours);
    Rate other = nginx == null ? null : run.measure(nginx);
    if (counts) {
      kind.ours().add(mine);
      if (other != null) {
        kind.nginx().add(other);
      }
    }
  }

  /** Answers our decisions for each answer of nginx. */
  private double say(Kind kind) {
    double ours = Figure.median(kind.ours().stream().map(Rate::perSecond).toList());
    double p99 = Figure.median(kind.ours().stream().map(Rate::p99Millis).toList());
    String line =
        String.format(Locale.ROOT, "%-38s %7.0f decisions/s, p99 %.2f ms", kind.name(), ours, p99);
    if (kind.nginx().isEmpty()) {
      out.accept(line);
      return Double.NaN;
    }
    double nginx = Figure.median(kind.nginx().stream().map(Rate::perSecond).toList());
    out.accept(
        line
            + String.format(
                Locale.ROOT, "; nginx return 200 %7.0f/s; ratio %.2f", nginx, ours / nginx));
    return ours / nginx;
  }
}
