package dev.packledger.projections.directory;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.products.ProductId;
import dev.packledger.projections.Page;
import dev.packledger.projections.PageRequest;
import dev.packledger.projections.RowQueries;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Looks up and lists licences, their seats and payments. Every list of licences is ordered by id.
 * What a payment provider calls something is unique only within provider and account.
 */
public final class LicenseQueries {
  private static final String LICENSES =
      """
      SELECT * FROM projections.directory_licenses license_row
      CROSS JOIN LATERAL (
        SELECT CASE
          WHEN granted_through IS NOT NULL THEN greatest(granted_through, renewed_through)
        END AS paid_through
      ) paid
      CROSS JOIN LATERAL (
        SELECT
          coalesce(array_agg(reason) FILTER (WHERE kind = 'suspended'), '{}') AS suspended_for,
          min(since) FILTER (WHERE kind = 'suspended') AS suspended_at,
          coalesce(array_agg(reason) FILTER (WHERE kind = 'revoked'), '{}') AS revoked_for,
          min(since) FILTER (WHERE kind = 'revoked') AS revoked_at
        FROM projections.directory_license_holds WHERE license = license_row.id
      ) holds
      CROSS JOIN LATERAL (
        SELECT count(*) AS seats_taken
        FROM projections.directory_seats WHERE license = license_row.id
      ) taken\
      """;

  private final RowQueries<LicenseRow> licenses;
  private final RowQueries<SeatRow> seats;
  private final RowQueries<PaymentRow> payments;

  public LicenseQueries(JdbcClient jdbc) {
    licenses = new RowQueries<>(jdbc, LICENSES, "id", RowReaders::license);
    seats =
        new RowQueries<>(
            jdbc, "SELECT * FROM projections.directory_seats", "position", RowReaders::seat);
    payments =
        new RowQueries<>(
            jdbc, "SELECT * FROM projections.directory_payments", "position", RowReaders::payment);
  }

  public Optional<LicenseRow> byId(LicenseId id) {
    return licenses.one(Map.of("id", id));
  }

  public Page<LicenseRow> bySeller(OrganizationId seller, PageRequest page) {
    return licenses.page(Map.of("seller", seller), page, row -> row.id().value());
  }

  /** What the organisation holds; a licence that was transferred away is its new buyer's. */
  public Page<LicenseRow> byBuyer(OrganizationId buyer, PageRequest page) {
    return licenses.page(Map.of("buyer", buyer), page, row -> row.id().value());
  }

  public Page<LicenseRow> byProduct(ProductId product, PageRequest page) {
    return licenses.page(Map.of("product", product), page, row -> row.id().value());
  }

  /** The licences of one subscription item or checkout line. */
  public List<LicenseRow> bySourceItem(String provider, String account, String item) {
    return licenses.all(Map.of("provider", provider, "account", account, "item", item));
  }

  public List<LicenseRow> bySubscription(String provider, String account, String subscription) {
    return licenses.all(
        Map.of("provider", provider, "account", account, "subscription", subscription));
  }

  /**
   * @param customer the provider's customer id
   */
  public List<LicenseRow> byCustomer(String provider, String account, String customer) {
    return licenses.all(
        Map.of("provider", provider, "account", account, "provider_customer", customer));
  }

  /** The licences that a person paid for, claimed or not. */
  public List<LicenseRow> byCustomerPerson(PersonId person) {
    return licenses.all(Map.of("customer_person", person));
  }

  /** The licences that a charge paid for, after its {@code PaymentReceived}. */
  public List<LicenseRow> byCharge(String provider, String account, String charge) {
    return byPayment(provider, account, "charge", charge);
  }

  /** The licences that a payment intent paid for, after its {@code PaymentReceived}. */
  public List<LicenseRow> byPaymentIntent(String provider, String account, String intent) {
    return byPayment(provider, account, "payment_intent", intent);
  }

  /** The licences that an invoice paid for, after its {@code PaymentReceived}. */
  public List<LicenseRow> byInvoice(String provider, String account, String invoice) {
    return byPayment(provider, account, "invoice", invoice);
  }

  private List<LicenseRow> byPayment(
      String provider, String account, String column, String providerId) {
    return licenses.all(
        """
        WHERE provider = :provider AND account = :account AND id IN (
          SELECT license FROM projections.directory_payments WHERE %s = :id
        )
        ORDER BY id
        """
            .formatted(column),
        Map.of("provider", provider, "account", account, "id", providerId));
  }

  /** Who holds a seat, those who got theirs first before others. */
  public List<SeatRow> seats(LicenseId license) {
    return seats.all(Map.of("license", license));
  }

  /** The seats that a holder has. */
  public List<SeatRow> seats(Holder holder) {
    return seats.all(Map.of("holder", holder));
  }

  /** Money that came in and went back, in the order it was recorded. */
  public List<PaymentRow> payments(LicenseId license) {
    return payments.all(Map.of("license", license));
  }

  /**
   * Licences whose paid time or scheduled cancellation lies at or before an instant and whose end
   * is not recorded; some are still in their grace period.
   */
  public Page<LicenseRow> unrecordedEnds(Instant instant, PageRequest page) {
    String after = page.after() == null ? "" : page.after();
    List<LicenseRow> rows =
        licenses.all(
            """
            WHERE (paid_through <= :instant OR cancels_at <= :instant)
              AND expired_at IS NULL AND cancelled_at IS NULL AND id > :after
            ORDER BY id LIMIT %d
            """
                .formatted(page.limit() + 1),
            Map.of("instant", instant, "after", after));
    return Page.of(rows, page, row -> row.id().value());
  }

  /** Seats of members and pipelines that were removed from their organisation. */
  public List<SeatRow> seatsOfRemoved(int limit) {
    return seats.all(
        """
        WHERE EXISTS (
          SELECT FROM projections.directory_members
          WHERE member = holder AND removed_at IS NOT NULL
        ) OR EXISTS (
          SELECT FROM projections.directory_pipelines
          WHERE pipeline = holder AND removed_at IS NOT NULL
        )
        ORDER BY position LIMIT %d
        """
            .formatted(limit),
        Map.of());
  }
}
