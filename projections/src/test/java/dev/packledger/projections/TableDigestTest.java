package dev.packledger.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.packages.PackageEvent;
import dev.packledger.projections.access.AccessTables;
import dev.packledger.projections.directory.DirectoryTables;
import dev.packledger.projections.registryindex.RegistryIndexFold;
import dev.packledger.projections.registryindex.RegistryIndexTables;
import dev.packledger.projections.sales.SalesTables;
import dev.packledger.projections.timeline.TimelineTables;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rebuild digest over a ledger that holds every event type. */
class TableDigestTest {
  private static final List<Recorded<Event>> STORY = EveryEvent.story();

  @Test
  void whatWasBuiltInAnyWayHasTheSameDigests() throws SQLException {
    TableDigest live = digest(RegistryIndexFold::changes);
    DataSource database = TestDatabase.create();
    JdbcClient jdbc = JdbcClient.create(database);
    SalesTables sales = new SalesTables(jdbc);
    STORY.subList(0, 20).forEach(sales::apply);
    sales.reset();
    STORY.forEach(sales::apply);
    STORY.forEach(new TimelineTables(jdbc)::apply);
    STORY.forEach(new RegistryIndexTables(jdbc)::apply);
    AccessTables access = new AccessTables(jdbc);
    for (Recorded<Event> recorded : STORY) {
      access.apply(recorded);
      access.apply(recorded);
    }
    STORY.forEach(new DirectoryTables(jdbc)::apply);

    TableDigest rebuilt = DigestQueries.tables(database);
    assertThat(rebuilt.differences(live)).isEmpty();
    assertThat(rebuilt.total()).isEqualTo(live.total());
    assertThat(rebuilt.tables().keySet()).containsAll(AccessTables.TABLES);
    assertThat(rebuilt.tables().keySet()).containsAll(TimelineTables.TABLES);
  }

  @Test
  void aBugInAFoldIsNamedByItsTable() throws SQLException {
    TableDigest live = digest(RegistryIndexFold::changes);
    TableDigest buggy =
        digest(
            recorded ->
                recorded.event() instanceof PackageEvent.TagRemoved
                    ? List.of()
                    : RegistryIndexFold.changes(recorded));
    assertThat(buggy.differences(live)).containsExactly("registryindex_tags");
    assertThat(buggy.total()).isNotEqualTo(live.total());
  }

  @Test
  void aTableWithoutAnOrderIsRefused() {
    DataSource database = TestDatabase.create();
    JdbcClient.create(database).sql("CREATE TABLE projections.heap (id text)").update();
    assertThatThrownBy(() -> DigestQueries.tables(database))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("heap");
  }

  private static TableDigest digest(Function<Recorded<Event>, List<? extends RowChange>> indexFold)
      throws SQLException {
    DataSource database = TestDatabase.create();
    JdbcClient jdbc = JdbcClient.create(database);
    STORY.forEach(new AccessTables(jdbc)::apply);
    STORY.forEach(new DirectoryTables(jdbc)::apply);
    ProjectionTables index =
        new ProjectionTables(jdbc, "registryindex", RegistryIndexTables.TABLES);
    STORY.forEach(recorded -> index.apply(recorded, indexFold));
    STORY.forEach(new TimelineTables(jdbc)::apply);
    STORY.forEach(new SalesTables(jdbc)::apply);
    return DigestQueries.tables(database);
  }
}
