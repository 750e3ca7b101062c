package dev.packledger.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.access.RandomLedger;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.projections.access.AccessTables;
import dev.packledger.projections.directory.DirectoryTables;
import dev.packledger.projections.registryindex.RegistryIndexTables;
import dev.packledger.projections.sales.SalesTables;
import dev.packledger.projections.timeline.TimelineTables;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** However events are cut into batches, the rows are the same. */
class BatchesTest {
  private static final List<Recorded<Event>> STORY = EveryEvent.story();
  private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATE = Instant.parse("2027-01-01T00:00:00Z");

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 20, 1000})
  void theStoryInBatches(int size) throws SQLException {
    assertThat(built(STORY, size).differences(built(STORY, 1))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void randomHistoriesInBatches(long seed) throws SQLException {
    RandomLedger ledger = new RandomLedger(new Random(seed));
    List<Recorded<Event>> events = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      events.add(ledger.next());
    }
    TableDigest single = access(events, 1);
    assertThat(access(events, 37).differences(single)).isEmpty();
    assertThat(access(events, 400).differences(single)).isEmpty();
  }

  /** Every order of changes of one row, in one batch and in one each. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void changesOfOneRowInBatches(int salt) throws SQLException {
    List<List<RowChange>> histories = histories(new Random(salt));
    assertThat(licenses(histories, histories.size()).differences(licenses(histories, 1))).isEmpty();
  }

  @Test
  void aRowThatMustBeThereStopsTheBatch() throws SQLException {
    JdbcClient jdbc = JdbcClient.create(oneConnection());
    ProjectionTables tables = new ProjectionTables(jdbc, "access", AccessTables.TABLES);
    ProjectionBatch batch =
        tables.begin(
            event ->
                List.of(
                    RowChange.set("access_packages", Map.of("package", "p")).with("owner", "o")));
    batch.apply(STORY.getFirst());
    assertThatThrownBy(batch::write)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("access_packages");
  }

  @Test
  void aWriterThatWasOvertakenWritesNothing() throws SQLException {
    JdbcClient jdbc = JdbcClient.create(oneConnection());
    DirectoryTables tables = new DirectoryTables(jdbc);
    ProjectionBatch slow = tables.begin();
    slow.apply(STORY.getFirst());
    tables.apply(STORY.getFirst());
    assertThatThrownBy(slow::write).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aBatchTakesAnEventOnceAndNoneOutOfTurn() throws SQLException {
    JdbcClient jdbc = JdbcClient.create(oneConnection());
    DirectoryTables tables = new DirectoryTables(jdbc);
    ProjectionBatch batch = tables.begin();
    batch.apply(STORY.get(0));
    batch.apply(STORY.get(0));
    assertThatThrownBy(() -> batch.apply(STORY.get(2))).isInstanceOf(IllegalStateException.class);
    batch.write();
    assertThat(tables.position()).isEqualTo(new Position(1));
  }

  private static DataSource oneConnection() throws SQLException {
    return new SingleConnectionDataSource(TestDatabase.create().getConnection(), true);
  }

  private static TableDigest built(List<Recorded<Event>> events, int size) throws SQLException {
    DataSource database = oneConnection();
    JdbcClient jdbc = JdbcClient.create(database);
    for (BatchedTables tables :
        List.of(
            new AccessTables(jdbc),
            new DirectoryTables(jdbc),
            new RegistryIndexTables(jdbc),
            new SalesTables(jdbc),
            new TimelineTables(jdbc))) {
      apply(tables, events, size);
    }
    return DigestQueries.tables(database);
  }

  private static TableDigest access(List<Recorded<Event>> events, int size) throws SQLException {
    DataSource database = oneConnection();
    apply(new AccessTables(JdbcClient.create(database)), events, size);
    return DigestQueries.tables(database);
  }

  private static void apply(BatchedTables tables, List<Recorded<Event>> events, int size) {
    for (int from = 0; from < events.size(); from += size) {
      ProjectionBatch batch = tables.begin();
      events.subList(from, Math.min(events.size(), from + size)).forEach(batch::apply);
      batch.write();
    }
  }

  /** Applies one list of changes an event, whatever the event. */
  private static TableDigest licenses(List<List<RowChange>> histories, int size)
      throws SQLException {
    DataSource database = oneConnection();
    ProjectionTables tables =
        new ProjectionTables(JdbcClient.create(database), "access", AccessTables.TABLES);
    Function<Recorded<Event>, List<? extends RowChange>> fold =
        recorded -> histories.get((int) recorded.position().value() - 1);
    Ledger ledger = new Ledger();
    histories.forEach(
        history -> ledger.append(new TokenId(new UUID(1, 1)), STORY.getFirst().event()));
    for (int from = 0; from < histories.size(); from += size) {
      ProjectionBatch batch = tables.begin(fold);
      ledger.events().subList(from, Math.min(histories.size(), from + size)).forEach(batch::apply);
      batch.write();
    }
    return DigestQueries.tables(database);
  }

  private static List<List<RowChange>> histories(Random random) {
    List<List<RowChange>> histories = new ArrayList<>();
    for (int row = 0; row < 60; row++) {
      Map<String, String> key = Map.of("license", "lic_" + row);
      RowChange.Put put =
          RowChange.put("access_licenses", key)
              .with("terms", "t\"\\{,}")
              .with("starts_at", EARLY)
              .with("position", 1L);
      histories.add(List.of(random.nextBoolean() ? put : put.with("paid_through", time(random))));
      for (int change = 0; change < 4; change++) {
        histories.add(List.of(change(random, key, put)));
      }
    }
    return histories;
  }

  private static RowChange change(Random random, Map<String, String> key, RowChange.Put put) {
    RowChange.Set set = RowChange.set("access_licenses", key).with("position", random.nextLong(9));
    return switch (random.nextInt(6)) {
      case 0 -> set.with("paid_through", new RowChange.Extended(time(random)));
      case 1 -> set.with("paid_through", new RowChange.Latest(time(random)));
      case 2 -> set.with("paid_through", null);
      case 3 -> set.with("paid_through", time(random));
      case 4 -> put.with("paid_through", new RowChange.Latest(time(random)));
      default -> put.with("renewed_through", random.nextBoolean() ? null : time(random));
    };
  }

  private static Instant time(Random random) {
    return random.nextBoolean() ? EARLY : LATE;
  }
}
