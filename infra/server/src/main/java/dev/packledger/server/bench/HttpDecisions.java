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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Decisions over HTTP (AuthZEN), beside nginx that answers every question with the same few bytes,
 * by the same client, on the same processors, in turns. In every run but the one that says so each
 * answer is compared with the reference program's; one wrong answer makes the whole void.
 */
public final class HttpDecisions {
  private static final double NGINX_RATIO_MIN = 0.5;
  private static final double OTHERS_RATIO_MIN = 5;
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
   * @return whether decisions come to so much of what nginx answers, in the run without
   *     comparisons, and to so many times what others decide; those that are missing count as met
   */
  public boolean run(Path folder, InstantSource clock)
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
        boolean others = own(folder, server, market);
        return others && (Double.isNaN(ratio) || ratio >= NGINX_RATIO_MIN);
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

  /**
   * Our own clients, who compare every answer and know at each question what was revoked before.
   *
   * @return whether each of the others was asked so many times as slowly as it must be
   */
  private boolean own(Path folder, ServerProcess server, LookupMarket market)
      throws IOException, InterruptedException {
    AskedServer ours = new AskedPackledger(server.address(), server.part(Commands.class));
    LookupQuestions questions =
        new LookupQuestions(market, LookupQuestions.Choice.UNIFORM, QUESTIONS, 8);
    EvaluationClients clients = new EvaluationClients(market, questions, turn);
    boolean met = true;
    try (Others others = Others.onThePath(folder, market, out)) {
      List<AskedServer> all = new ArrayList<>(List.of(ours));
      all.addAll(others.servers());
      for (EvaluationClients.Work work : EvaluationClients.Work.values()) {
        met &= say(work, measure(clients, work, all));
      }
    }
    return met;
  }

  /** In turns; the first only warms up. What one was told to revoke the others hear afterwards. */
  private SequencedMap<String, List<Rate>> measure(
      EvaluationClients clients, EvaluationClients.Work work, List<AskedServer> all)
      throws IOException, InterruptedException {
    SequencedMap<String, List<Rate>> rates = new LinkedHashMap<>();
    for (int i = 0; i <= turns; i++) {
      for (AskedServer asked : all) {
        Rate rate = clients.run(asked, work);
        if (i > 0) {
          rates.computeIfAbsent(asked.name(), name -> new ArrayList<>()).add(rate);
        }
        List<Integer> revoked = clients.newlyRevoked();
        for (AskedServer other : all) {
          if (other != asked) {
            other.revoke(revoked);
          }
        }
      }
    }
    return rates;
  }

  private boolean say(EvaluationClients.Work work, SequencedMap<String, List<Rate>> rates) {
    double ours = median(rates.firstEntry().getValue(), Rate::perSecond);
    boolean met = true;
    for (var each : rates.entrySet()) {
      double perSecond = median(each.getValue(), Rate::perSecond);
      boolean other = !each.getKey().equals(rates.firstEntry().getKey());
      out.accept(
          String.format(
              Locale.ROOT,
              "own client, %s: %-10s %7.0f decisions/s, p99 %.2f ms%s",
              work == EvaluationClients.Work.REVOKING ? "1 of 100 a revocation" : "all compared",
              each.getKey(),
              perSecond,
              median(each.getValue(), Rate::p99Millis),
              other ? String.format(Locale.ROOT, "; ratio %.1f", ours / perSecond) : ""));
      met &= !other || ours / perSecond >= OTHERS_RATIO_MIN;
    }
    return met;
  }

  private static double median(List<Rate> rates, ToDoubleFunction<Rate> figure) {
    return Figure.median(rates.stream().map(figure::applyAsDouble).toList());
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
