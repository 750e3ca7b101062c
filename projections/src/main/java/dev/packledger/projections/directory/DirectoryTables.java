package dev.packledger.projections.directory;

import dev.packledger.domain.ledger.Position;
import dev.packledger.projections.BatchedTables;
import dev.packledger.projections.ProjectionBatch;
import dev.packledger.projections.ProjectionTables;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The directory's rows. The caller's transaction makes an event's rows and the applied position
 * one.
 */
public final class DirectoryTables implements BatchedTables {
  /** Every table of this projection, without its schema. */
  public static final List<String> TABLES =
      List.of(
          "directory_organizations",
          "directory_members",
          "directory_pipelines",
          "directory_payment_accounts",
          "directory_products",
          "directory_product_packages",
          "directory_plans",
          "directory_namespaces",
          "directory_packages",
          "directory_licenses",
          "directory_license_holds",
          "directory_seats",
          "directory_payments",
          "directory_tokens",
          "directory_token_secrets");

  private final ProjectionTables tables;

  public DirectoryTables(JdbcClient jdbc) {
    tables = new ProjectionTables(jdbc, "directory", TABLES);
  }

  @Override
  public Position position() {
    return tables.position();
  }

  @Override
  public ProjectionBatch begin() {
    return tables.begin(DirectoryFold::changes);
  }

  @Override
  public long reset() {
    return tables.reset();
  }
}
