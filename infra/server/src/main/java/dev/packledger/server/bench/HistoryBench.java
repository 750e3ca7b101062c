package dev.packledger.server.bench;

import dev.packledger.domain.ledger.Position;
import dev.packledger.identity.OperatorKey;
import dev.packledger.ledger.postgres.bench.LedgerFill;
import dev.packledger.server.ServerOptions;
import dev.packledger.server.ServerProcess;
import dev.packledger.server.following.AppliedPositions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * The past, asked over HTTP on a large ledger: the history of one licence with a decision in it,
 * and one decision as of a position. PostgreSQL's own counts tell how many events were read for it.
 */
public final class HistoryBench {
  private static final int WARM_UP = 50;
  private static final Duration APPLIED_LOOK = Duration.ofSeconds(10);

  private final int events;
  private final int requests;
  private final Consumer<String> out;

  /**
   * @param requests of each kind
   */
  public HistoryBench(int events, int requests, Consumer<String> out) {
    this.events = events;
    this.requests = requests;
    this.out = out;
  }

  /** One request about a licence at a moment. */
  private interface Request {
    byte[] about(int license, long position);
  }

  /**
   * Measures and prints.
   *
   * @param folder an empty folder
   * @return the greater p95 of the two, in milliseconds
   */
  public double run(Path folder, InstantSource clock)
      throws IOException, SQLException, InterruptedException {
    TradeLedger trade = new TradeLedger(events);
    try (ServerProcess server =
        ServerProcess.start(ServerOptions.on(folder.resolve("data"), 0), clock)) {
      String key =
          Objects.requireNonNull(server.part(OperatorKey.class).secretToShow(), "a new folder");
      DataSource database = server.part(DataSource.class);
      Position head = fill(server, database, trade);
      URI address = server.address();
      double history =
          measure(
              "history of a licence, with a decision",
              database,
              address,
              head,
              trade,
              (license, position) ->
                  Connection.request(
                      "GET",
                      address,
                      "/api/v1/licenses/%s/history?at=%d&token=%s&package=%s&version=1.0.0"
                          .formatted(
                              TradeLedger.license(license).value(),
                              position,
                              TradeLedger.token(license).value(),
                              "pkg:npm/%2540seller/goods-" + TradeLedger.productOf(license)),
                      "Authorization: Bearer " + key));
      double decision =
          measure(
              "a decision of the past",
              database,
              address,
              head,
              trade,
              (license, position) ->
                  Evaluations.request(
                      address,
                      """
                      {"subject":{"type":"token","id":"%s"},"action":{"name":"install"},\
                      "resource":{"type":"release","id":"pkg:npm/%%40seller/goods-%d@1.0.0"},\
                      "context":{"asOf":"%d"}}\
                      """
                          .formatted(
                              TradeLedger.token(license).value(),
                              TradeLedger.productOf(license),
                              position)));
      return Math.max(history, decision);
    }
  }

  private Position fill(ServerProcess server, DataSource database, TradeLedger trade)
      throws IOException, SQLException {
    long[] last = new long[1];
    try (LedgerFill ledger = new LedgerFill(database)) {
      trade.tell(
          event -> {
            last[0] = event.position().value();
            ledger.accept(event);
          });
      ledger.finish();
    }
    AppliedPositions positions = server.part(AppliedPositions.class);
    Position head = new Position(last[0]);
    while (positions.await(head, APPLIED_LOOK).isPresent()) {
      out.accept("waiting for the projections: " + positions.all() + " of " + last[0]);
    }
    try (var connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("VACUUM (ANALYZE)");
    }
    return head;
  }

  private double measure(
      String name,
      DataSource database,
      URI server,
      Position head,
      TradeLedger trade,
      Request request)
      throws IOException, SQLException {
    SplittableRandom random = new SplittableRandom(11);
    List<Long> nanos = new ArrayList<>();
    long readBefore = 0;
    try (Connection connection = Connection.to(server)) {
      for (int i = -WARM_UP; i < requests; i++) {
        if (i == 0) {
          readBefore = eventsRead(database);
        }
        int license = random.nextInt(trade.licenses());
        long position = head.value() / 2 + random.nextLong(head.value() / 2);
        byte[] asked = request.about(license, position);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        long began = System.nanoTime();
        int status = connection.exchange(asked, answer);
        if (i >= 0) {
          nanos.add(System.nanoTime() - began);
        }
        if (status != 200) {
          throw new IOException(
              name + " is answered by " + status + " " + answer.toString(StandardCharsets.UTF_8));
        }
      }
    }
    long[] sorted = Figure.sorted(nanos);
    double p95 = Figure.percentile(sorted, 95) / 1e6;
    out.accept(
        String.format(
            Locale.ROOT,
            "%-40s among %d events: p50 %.1f ms, p95 %.1f ms; %.0f events read for one",
            name,
            head.value(),
            Figure.percentile(sorted, 50) / 1e6,
            p95,
            (eventsRead(database) - readBefore) / (double) requests));
    return p95;
  }

  /** Rows of the ledger that were fetched so far, by an index or by a scan. */
  private static long eventsRead(DataSource database) throws SQLException {
    try (var connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_stat_force_next_flush()");
      try (ResultSet row =
          statement.executeQuery(
              """
              SELECT coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)
              FROM pg_stat_user_tables WHERE schemaname = 'ledger' AND relname = 'events'
              """)) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
