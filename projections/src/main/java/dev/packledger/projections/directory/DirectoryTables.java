package dev.packledger.projections.directory;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.projections.ProjectionTables;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The directory's rows. The caller's transaction makes an event's rows and the applied position
 * one.
 */
public final class DirectoryTables {
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

  /** The position of the last event in these tables. */
  public Position position() {
    return tables.position();
  }

  /** Applies the next event; see {@link ProjectionTables#apply}. */
  public void apply(Recorded<Event> recorded) {
    tables.apply(recorded, DirectoryFold::changes);
  }

  /** Drops every row, for a rebuild; answers how many there were. */
  public long reset() {
    return tables.reset();
  }
}
