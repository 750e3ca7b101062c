package dev.packledger.server.rebuild;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.ledger.LedgerReader;
import dev.packledger.projections.ProjectionBatch;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Builds every projection a second time in a scratch database on the same server and compares the
 * two. The live tables are read in one transaction; each projection is then rebuilt to the position
 * that it had there, so a server may go on meanwhile.
 */
public final class Rebuild {
  private static final long EVENTS_A_TRANSACTION = 1000;

  private final PGSimpleDataSource live;
  private final LedgerReader ledger;
  private final Folds folds;

  /**
   * @param live the database of the projections, by an account that may create another beside it
   * @param ledger what they follow
   * @param folds {@link Folds#ALL}, or others to show that a wrong one is noticed
   */
  public Rebuild(PGSimpleDataSource live, LedgerReader ledger, Folds folds) {
    this.live = live;
    this.ledger = ledger;
    this.folds = folds;
  }

  /** What lived and what came of the rebuild. */
  public record Comparison(Snapshot live, Snapshot rebuilt) {
    /** The tables and index documents that differ; empty where the rebuild is equal. */
    public List<String> differences() {
      return live.differences(rebuilt);
    }
  }

  /**
   * @param events one position after the other, as far as the rebuild has come
   */
  @FunctionalInterface
  public interface Progress {
    void applied(Position through, Position of);
  }

  /**
   * Rebuilds and compares.
   *
   * @throws SQLException where the database cannot answer
   * @throws dev.packledger.ledger.LedgerFailure where the ledger cannot be read, or ends before the
   *     projections do
   */
  public Comparison run(Progress progress) throws SQLException {
    Snapshot lived = Snapshot.of(live);
    try (ScratchDatabase scratch = ScratchDatabase.beside(live)) {
      build(scratch.dataSource(), lived.positions(), progress);
      return new Comparison(lived, Snapshot.of(scratch.dataSource()));
    }
  }

  private void build(PGSimpleDataSource scratch, Map<String, Position> positions, Progress progress)
      throws SQLException {
    Position end = positions.values().stream().max(Position::compareTo).orElse(Position.START);
    try (var connection = scratch.getConnection()) {
      SingleConnectionDataSource single = new SingleConnectionDataSource(connection, true);
      TransactionTemplate transaction =
          new TransactionTemplate(new DataSourceTransactionManager(single));
      SortedMap<String, Supplier<ProjectionBatch>> projections =
          folds.on(JdbcClient.create(single));
      Position from = Position.START;
      while (from.compareTo(end) < 0) {
        Position after = from;
        Position through =
            new Position(Math.min(end.value(), after.value() + EVENTS_A_TRANSACTION));
        transaction.executeWithoutResult(
            status -> {
              SortedMap<String, ProjectionBatch> batches = new TreeMap<>();
              projections.forEach((name, begin) -> batches.put(name, begin.get()));
              ledger.read(after, through, event -> apply(event, batches, positions));
              batches.values().forEach(ProjectionBatch::write);
            });
        progress.applied(through, end);
        from = through;
      }
    }
  }

  private static void apply(
      Recorded<Event> event,
      SortedMap<String, ProjectionBatch> batches,
      Map<String, Position> positions) {
    batches.forEach(
        (name, batch) -> {
          Position end = positions.getOrDefault(name, Position.START);
          if (event.position().compareTo(end) <= 0) {
            batch.apply(event);
          }
        });
  }
}
