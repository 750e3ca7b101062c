package dev.packledger.server.bench;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.projections.PageRequest;
import dev.packledger.projections.ProjectionBatch;
import dev.packledger.projections.timeline.TimelineFilter;
import dev.packledger.projections.timeline.TimelineQueries;
import dev.packledger.projections.timeline.TimelineTables;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A page of 50 of the timeline from a cursor deep in it: every combination of filters, as the
 * operator, a seller and a buyer see it, from either end; the worst of them counts.
 */
public final class TimelineBench {
  private static final int PAGE = 50;
  private static final int BATCH = 1000;
  private static final int PROGRESS = 100_000;
  private static final int TRIES = 8;
  private static final int WORST = 3;

  private final int events;
  private final int requests;
  private final Consumer<String> out;

  /**
   * @param requests for each of the worst combinations
   */
  public TimelineBench(int events, int requests, Consumer<String> out) {
    this.events = events;
    this.requests = requests;
    this.out = out;
  }

  /** A question, and how long its pages took. */
  private record Asked(
      String name,
      @Nullable OrganizationId viewer,
      TimelineFilter filter,
      TimelineQueries.Order order,
      long p50Nanos,
      long p95Nanos) {}

  /**
   * Measures and prints.
   *
   * @param folder an empty folder
   * @return p95 of the worst combination, in milliseconds
   */
  public double run(Path folder) throws SQLException {
    try (BenchDatabase database = BenchDatabase.open(folder);
        var connection = database.source().getConnection()) {
      SingleConnectionDataSource single = new SingleConnectionDataSource(connection, true);
      JdbcClient jdbc = JdbcClient.create(single);
      build(
          new TimelineTables(jdbc),
          new TransactionTemplate(new DataSourceTransactionManager(single)));
      database.execute("VACUUM (ANALYZE)");
      TimelineQueries timeline = new TimelineQueries(jdbc);
      List<Asked> asked = new ArrayList<>();
      for (Asked question : questions()) {
        asked.add(ask(timeline, question, TRIES));
      }
      asked.sort(Comparator.comparing(Asked::p95Nanos).reversed());
      out.accept(
          "a page of %d among %d events, of %d combinations the worst:"
              .formatted(PAGE, events, asked.size()));
      double worst = 0;
      for (Asked question : asked.subList(0, WORST)) {
        Asked measured = ask(timeline, question, requests);
        worst = Math.max(worst, measured.p95Nanos() / 1e6);
        out.accept(
            String.format(
                Locale.ROOT,
                "  %-60s p50 %5.1f ms  p95 %5.1f ms",
                measured.name(),
                measured.p50Nanos() / 1e6,
                measured.p95Nanos() / 1e6));
      }
      return worst;
    }
  }

  private void build(TimelineTables tables, TransactionTemplate transaction) {
    long began = System.nanoTime();
    List<Recorded<Event>> batch = new ArrayList<>();
    new TradeLedger(events)
        .tell(
            event -> {
              batch.add(event);
              if (batch.size() == BATCH) {
                write(tables, transaction, batch);
              }
              if (event.position().value() % PROGRESS == 0) {
                say(event.position().value(), began);
              }
            });
    write(tables, transaction, batch);
    say(tables.position().value(), began);
  }

  private void say(long position, long began) {
    double seconds = (System.nanoTime() - began) / 1e9;
    out.accept(
        String.format(Locale.ROOT, "%d events told, %.0f a second", position, position / seconds));
  }

  private static void write(
      TimelineTables tables, TransactionTemplate transaction, List<Recorded<Event>> events) {
    transaction.executeWithoutResult(
        status -> {
          ProjectionBatch batch = tables.begin();
          events.forEach(batch::apply);
          batch.write();
        });
    events.clear();
  }

  private static List<Asked> questions() {
    List<Asked> questions = new ArrayList<>();
    for (TimelineQueries.Order order : TimelineQueries.Order.values()) {
      for (int mask = 0; mask < 1 << 5; mask++) {
        for (String type : List.of("license.payment_received", "license.granted")) {
          for (String actor : List.of(TradeLedger.PROVIDER, TradeLedger.pipeline(0).value())) {
            if (((mask & 8) != 0 || actor.equals(TradeLedger.PROVIDER))
                && ((mask & 16) != 0 || type.equals("license.granted"))) {
              add(questions, mask, type, actor, order);
            }
          }
        }
      }
    }
    return questions;
  }

  private static void add(
      List<Asked> questions, int mask, String type, String actor, TimelineQueries.Order order) {
    TimelineFilter filter = TimelineFilter.NONE;
    StringBuilder name = new StringBuilder();
    if ((mask & 1) != 0) {
      filter = filter.ofProduct(TradeLedger.product(0));
      name.append(" product");
    }
    if ((mask & 2) != 0) {
      filter = filter.ofBuyer(TradeLedger.buyer(0));
      name.append(" buyer");
    }
    if ((mask & 4) != 0) {
      filter = filter.ofLicense(TradeLedger.license(0));
      name.append(" license");
    }
    if ((mask & 8) != 0) {
      filter = filter.by(actor);
      name.append(actor.equals(TradeLedger.PROVIDER) ? " webhook" : " pipeline");
    }
    if ((mask & 16) != 0) {
      filter = filter.ofType(type);
      name.append(' ').append(type);
    }
    String asked = name + (order == TimelineQueries.Order.NEWEST_FIRST ? ", newest first" : "");
    questions.add(new Asked("operator:" + asked, null, filter, order, 0, 0));
    questions.add(new Asked("seller:" + asked, TradeLedger.SELLER, filter, order, 0, 0));
    questions.add(new Asked("buyer:" + asked, TradeLedger.buyer(0), filter, order, 0, 0));
  }

  private Asked ask(TimelineQueries timeline, Asked question, int times) {
    SplittableRandom random = new SplittableRandom(times);
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      // Deep: from the middle half of the ledger.
      long cursor = events / 4 + random.nextLong(Math.max(1, events / 2));
      PageRequest page = new PageRequest(String.valueOf(cursor), PAGE);
      long began = System.nanoTime();
      if (question.viewer() == null) {
        timeline.everything(question.filter(), page, question.order());
      } else {
        timeline.seenBy(question.viewer(), question.filter(), page, question.order());
      }
      nanos.add(System.nanoTime() - began);
    }
    long[] sorted = Figure.sorted(nanos);
    return new Asked(
        question.name(),
        question.viewer(),
        question.filter(),
        question.order(),
        Figure.percentile(sorted, 50),
        Figure.percentile(sorted, 95));
  }
}
