package dev.packledger.projections.registryindex;

import dev.packledger.domain.ledger.Position;
import dev.packledger.projections.BatchedTables;
import dev.packledger.projections.ProjectionBatch;
import dev.packledger.projections.ProjectionTables;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The registry index's rows. The caller's transaction makes an event's rows and the applied
 * position one.
 */
public final class RegistryIndexTables implements BatchedTables {
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

  @Override
  public Position position() {
    return tables.position();
  }

  @Override
  public ProjectionBatch begin() {
    return tables.begin(RegistryIndexFold::changes);
  }

  @Override
  public long reset() {
    return tables.reset();
  }
}
