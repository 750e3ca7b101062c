package dev.packledger.projections.sales;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.licenses.Payment;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.products.PlanId;
import dev.packledger.domain.products.ProductId;
import dev.packledger.projections.Page;
import dev.packledger.projections.PageRequest;
import dev.packledger.projections.RowQueries;
import dev.packledger.projections.RowQueries.Columns;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks what a seller earned. Test mode and live mode never meet in one answer. */
public final class SalesQueries {
  private static final String MOVEMENTS = "SELECT * FROM projections.sales_movements";

  private final JdbcClient jdbc;
  private final RowQueries<SalesMovementRow> movements;
  private final RowQueries<RevenueRow> revenue;

  public SalesQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
    movements = new RowQueries<>(jdbc, MOVEMENTS, "position", SalesQueries::movement);
    revenue =
        new RowQueries<>(
            jdbc,
            """
            SELECT product, plan, currency,
              coalesce(sum(amount_minor) FILTER (WHERE refund IS NULL), 0) AS received_minor,
              coalesce(-sum(amount_minor) FILTER (WHERE refund IS NOT NULL), 0) AS refunded_minor,
              sum(tax_minor) AS tax_minor,
              count(*) FILTER (WHERE refund IS NULL) AS payments
            FROM projections.sales_movements
            """,
            "product",
            SalesQueries::revenue);
  }

  /** The position of the last event that these answers know. */
  public Position position() {
    return RowQueries.position(jdbc, "sales");
  }

  /**
   * What came in and went back from an instant on until another, by product, plan and currency.
   *
   * @param until the first instant no longer in it
   */
  public List<RevenueRow> revenue(
      OrganizationId seller, boolean live, Instant from, Instant until) {
    return revenue.all(
        """
        WHERE seller = :seller AND live = :live AND recorded_at >= :from AND recorded_at < :until
        GROUP BY product, plan, currency ORDER BY product, plan, currency
        """,
        Map.of("seller", seller, "live", live, "from", from, "until", until));
  }

  /**
   * A seller's movements of money in the order they were recorded.
   *
   * @throws PageRequest.InvalidCursor where the cursor is none of ours
   */
  public Page<SalesMovementRow> movements(OrganizationId seller, boolean live, PageRequest page) {
    Position after = page.afterPosition();
    List<SalesMovementRow> rows =
        movements.all(
            """
            WHERE seller = :seller AND live = :live AND position > :after
            ORDER BY position LIMIT %d
            """
                .formatted(page.limit() + 1),
            Map.of(
                "seller", seller, "live", live, "after", after == null ? Position.START : after));
    return Page.of(rows, page, row -> String.valueOf(row.position().value()));
  }

  private static SalesMovementRow movement(Columns columns) {
    return new SalesMovementRow(
        columns.position("position"),
        columns.instant("recorded_at"),
        columns.id("license", LicenseId::new),
        columns.id("seller", OrganizationId::new),
        columns.id("product", ProductId::new),
        columns.id("plan", PlanId::new),
        columns.idOrNull("buyer", OrganizationId::new),
        columns.truth("live"),
        new Payment(
            columns.number("amount_minor"),
            columns.number("tax_minor"),
            columns.text("currency"),
            columns.instantOrNull("period_start"),
            columns.instantOrNull("period_end"),
            columns.textOrNull("invoice"),
            columns.textOrNull("payment_intent"),
            columns.textOrNull("charge")),
        columns.textOrNull("refund"));
  }

  private static RevenueRow revenue(Columns columns) {
    return new RevenueRow(
        columns.id("product", ProductId::new),
        columns.id("plan", PlanId::new),
        columns.text("currency"),
        columns.number("received_minor"),
        columns.number("refunded_minor"),
        columns.number("tax_minor"),
        columns.number("payments"));
  }
}
