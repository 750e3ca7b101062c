package dev.packledger.projections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.projections.access.AccessTables;
import dev.packledger.projections.directory.DirectoryTables;
import dev.packledger.projections.registryindex.RegistryIndexTables;
import dev.packledger.projections.sales.SalesTables;
import dev.packledger.projections.timeline.TimelineTables;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A projection that was dropped and rebuilt has the same rows as the one that lived. */
class RebuildTest {
  private static final List<Recorded<Event>> STORY = EveryEvent.story();

  /** A projection's tables, whichever they are. */
  private record Projection(
      String name, List<String> tables, Consumer<Recorded<Event>> apply, Runnable reset) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final JdbcClient DATABASE = JdbcClient.create(TestDatabase.create());

  static Stream<Projection> projections() {
    AccessTables access = new AccessTables(DATABASE);
    DirectoryTables directory = new DirectoryTables(DATABASE);
    RegistryIndexTables index = new RegistryIndexTables(DATABASE);
    TimelineTables timeline = new TimelineTables(DATABASE);
    SalesTables sales = new SalesTables(DATABASE);
    return Stream.of(
        new Projection("access", AccessTables.TABLES, access::apply, access::reset),
        new Projection("directory", DirectoryTables.TABLES, directory::apply, directory::reset),
        new Projection("registryindex", RegistryIndexTables.TABLES, index::apply, index::reset),
        new Projection("timeline", TimelineTables.TABLES, timeline::apply, timeline::reset),
        new Projection("sales", SalesTables.TABLES, sales::apply, sales::reset));
  }

  @ParameterizedTest
  @MethodSource("projections")
  void aRebuiltProjectionIsTheLiveOne(Projection projection) {
    STORY.forEach(projection.apply());
    List<String> live = rows(projection);
    assertThat(live).hasSizeGreaterThan(projection.tables().size());
    STORY.forEach(projection.apply());
    assertThat(rows(projection)).as("handed over again").isEqualTo(live);
    projection.reset().run();
    assertThat(rows(projection)).as("dropped").hasSize(projection.tables().size());
    STORY.forEach(projection.apply());
    assertThat(rows(projection)).as("rebuilt").isEqualTo(live);
  }

  /** Every row as text, table by table; a table's name stands before its rows. */
  private static List<String> rows(Projection projection) {
    List<String> rows = new ArrayList<>();
    for (String table : projection.tables()) {
      rows.add(table);
      rows.addAll(
          DATABASE
              .sql("SELECT t::text AS line FROM projections.%s t ORDER BY line".formatted(table))
              .query((row, ignored) -> row.getString("line"))
              .list());
    }
    return rows;
  }

  /** No table of ours is left out of what is dropped and compared. */
  @ParameterizedTest
  @MethodSource("projections")
  void everyTableIsNamed(Projection projection) {
    List<String> tables =
        DATABASE
            .sql(
                """
                SELECT table_name FROM information_schema.tables
                WHERE table_schema = 'projections' AND table_name LIKE :prefix
                """)
            .param("prefix", projection.name() + "\\_%")
            .query((row, ignored) -> row.getString("table_name"))
            .list();
    assertThat(projection.tables()).containsExactlyInAnyOrderElementsOf(tables);
  }
}
