package dev.packledger.projections.registryindex;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.projections.ProjectionTables;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The registry index's rows. The caller's transaction makes an event's rows and the applied
 * position one.
 */
public final class RegistryIndexTables {
  /** Every table of this projection, without its schema. */
  public static final List<String> TABLES =
      List.of(
          "registryindex_packages",
          "registryindex_releases",
          "registryindex_artifacts",
          "registryindex_tags",
          "registryindex_license_packages",
          "registryindex_license_buyers");

  private final ProjectionTables tables;

  public RegistryIndexTables(JdbcClient jdbc) {
    tables = new ProjectionTables(jdbc, "registryindex", TABLES);
  }

  /** The position of the last event in these tables. */
  public Position position() {
    return tables.position();
  }

  /** Applies the next event; see {@link ProjectionTables#apply}. */
  public void apply(Recorded<Event> recorded) {
    tables.apply(recorded, RegistryIndexFold::changes);
  }

  /** Drops every row, for a rebuild; answers how many there were. */
  public long reset() {
    return tables.reset();
  }
}
