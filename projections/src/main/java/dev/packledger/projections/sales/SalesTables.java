package dev.packledger.projections.sales;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.projections.BatchedTables;
import dev.packledger.projections.ProjectionBatch;
import dev.packledger.projections.ProjectionTables;
import dev.packledger.projections.Remembered;
import dev.packledger.projections.RowChange;
import dev.packledger.projections.RowQueries;
import dev.packledger.projections.StoredValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sales' rows. */
public final class SalesTables implements BatchedTables {
  /** Every table of this projection, without its schema. */
  public static final List<String> TABLES =
      List.of("sales_licenses", "sales_refunded", "sales_movements");

  private static final int REMEMBERED_MAX = 20_000;

  private final ProjectionTables tables;
  private final Remembered<String, SalesFold.License> licenses;
  private final Remembered<Map<String, String>, Long> refunded;
  private final SalesFold.Sold sold = new Known();

  public SalesTables(JdbcClient jdbc) {
    Stored stored = new Stored(jdbc);
    licenses = new Remembered<>(REMEMBERED_MAX, stored::license);
    refunded = new Remembered<>(REMEMBERED_MAX, stored::refunded);
    tables = new ProjectionTables(jdbc, "sales", TABLES, licenses, refunded);
  }

  @Override
  public Position position() {
    return tables.position();
  }

  @Override
  public ProjectionBatch begin() {
    return tables.begin(this::changes);
  }

  @Override
  public long reset() {
    return tables.reset();
  }

  private List<RowChange> changes(Recorded<Event> recorded) {
    List<RowChange> changes = SalesFold.changes(recorded, sold);
    changes.forEach(this::remember);
    return changes;
  }

  private void remember(RowChange change) {
    switch (change) {
      case RowChange.Put put when put.table().equals("sales_licenses") ->
          licenses.put(text(put.key(), "license"), license(put.values()));
      case RowChange.Set set when set.table().equals("sales_licenses") -> {
        String license = text(set.key(), "license");
        SalesFold.License before = sold.license(license);
        licenses.put(
            license,
            new SalesFold.License(
                before.seller(),
                before.product(),
                set.values().containsKey("plan") ? text(set.values(), "plan") : before.plan(),
                set.values().containsKey("buyer") ? text(set.values(), "buyer") : before.buyer(),
                before.live()));
      }
      case RowChange.Put put when put.table().equals("sales_refunded") ->
          refunded.put(
              refund(text(put.key(), "license"), text(put.key(), "payment")),
              (Long) put.values().get("refunded_minor"));
      case RowChange.Put _, RowChange.Set _, RowChange.Remove _ -> {}
    }
  }

  private static SalesFold.License license(Map<String, @Nullable Object> row) {
    return new SalesFold.License(
        text(row, "seller"),
        text(row, "product"),
        text(row, "plan"),
        (String) StoredValue.of(row.get("buyer")),
        Boolean.TRUE.equals(row.get("live")));
  }

  private static String text(Map<String, @Nullable Object> row, String column) {
    return (String) Objects.requireNonNull(StoredValue.of(row.get(column)), column);
  }

  private static Map<String, String> refund(String license, String payment) {
    return Map.of("license", license, "payment", payment);
  }

  /** What was sold before, as it is remembered or stored. */
  private final class Known implements SalesFold.Sold {
    @Override
    public SalesFold.License license(String license) {
      SalesFold.License known = licenses.get(license);
      if (known == null) {
        throw new IllegalStateException("no such licence was sold: " + license);
      }
      return known;
    }

    @Override
    public long refundedMinor(String license, String payment) {
      Long known = refunded.get(refund(license, payment));
      return known == null ? 0 : known;
    }
  }

  /** What was sold before, as the tables have it. */
  private static final class Stored {
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

    SalesFold.@Nullable License license(String license) {
      return licenses.one(Map.of("license", license)).orElse(null);
    }

    @Nullable Long refunded(Map<String, String> key) {
      return refunded.one(key).orElse(null);
    }
  }
}
