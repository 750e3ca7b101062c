package dev.packledger.projections.sales;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.projections.ProjectionTables;
import dev.packledger.projections.RowQueries;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sales' rows. */
public final class SalesTables {
  /** Every table of this projection, without its schema. */
  public static final List<String> TABLES =
      List.of("sales_licenses", "sales_refunded", "sales_movements");

  private final ProjectionTables tables;
  private final SalesFold.Sold sold;

  public SalesTables(JdbcClient jdbc) {
    tables = new ProjectionTables(jdbc, "sales", TABLES);
    sold = new Stored(jdbc);
  }

  /** The position of the last event in these tables. */
  public Position position() {
    return tables.position();
  }

  /** Applies the next event; see {@link ProjectionTables#apply}. */
  public void apply(Recorded<Event> recorded) {
    tables.apply(recorded, event -> SalesFold.changes(event, sold));
  }

  /** Drops every row, for a rebuild; answers how many there were. */
  public long reset() {
    return tables.reset();
  }

  /** What was sold before, as the tables have it. */
  private static final class Stored implements SalesFold.Sold {
    private final RowQueries<SalesFold.License> licenses;
    private final RowQueries<Long> refunded;

    Stored(JdbcClient jdbc) {
      licenses =
          new RowQueries<>(
              jdbc,
              "SELECT * FROM projections.sales_licenses",
              "license",
              columns ->
                  new SalesFold.License(
                      columns.text("seller"),
                      columns.text("product"),
                      columns.text("plan"),
                      columns.textOrNull("buyer"),
                      columns.truth("live")));
      refunded =
          new RowQueries<>(
              jdbc,
              "SELECT * FROM projections.sales_refunded",
              "payment",
              columns -> columns.number("refunded_minor"));
    }

    @Override
    public SalesFold.License license(String license) {
      return licenses
          .one(Map.of("license", license))
          .orElseThrow(() -> new IllegalStateException("money for no licence: " + license));
    }

    @Override
    public long refundedMinor(String license, String payment) {
      return refunded.one(Map.of("license", license, "payment", payment)).orElse(0L);
    }
  }
}
