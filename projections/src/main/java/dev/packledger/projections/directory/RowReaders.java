package dev.packledger.projections.directory;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.domain.ledger.Sealed;
import dev.packledger.domain.licenses.LicenseEvent.RevocationReason;
import dev.packledger.domain.licenses.LicenseEvent.SuspensionReason;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.licenses.Payment;
import dev.packledger.domain.licenses.Source;
import dev.packledger.domain.namespaces.NamespaceId;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.MemberId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.PipelineId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.products.PlanId;
import dev.packledger.domain.products.ProductId;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.domain.tokens.TokenEvent;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.projections.RowQueries.Columns;
import dev.packledger.projections.TermsJson;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the directory's rows back, one function a table. */
final class RowReaders {
  private RowReaders() {}

  static OrganizationRow organization(Columns columns) {
    return new OrganizationRow(
        columns.id("id", OrganizationId::new),
        columns.text("slug"),
        columns.text("display_name"),
        columns.instant("registered_at"),
        columns.position("position"));
  }

  static MemberRow member(Columns columns) {
    PersonId person = columns.id("person", PersonId::new);
    return new MemberRow(
        columns.id("organization", OrganizationId::new),
        columns.id("member", MemberId::new),
        person,
        columns.sealed(person, "email"),
        columns.constant("role", Role.class),
        columns.instantOrNull("role_until"),
        columns.instant("invited_at"),
        columns.instantOrNull("joined_at"),
        columns.instantOrNull("removed_at"),
        columns.position("position"));
  }

  static PipelineRow pipeline(Columns columns) {
    return new PipelineRow(
        columns.id("organization", OrganizationId::new),
        columns.id("pipeline", PipelineId::new),
        columns.text("name"),
        columns.instant("registered_at"),
        columns.instantOrNull("removed_at"),
        columns.position("position"));
  }

  static PaymentAccountRow paymentAccount(Columns columns) {
    return new PaymentAccountRow(
        columns.id("organization", OrganizationId::new),
        columns.text("provider"),
        columns.text("account"),
        columns.truth("live"),
        columns.instant("connected_at"),
        columns.instantOrNull("disconnected_at"),
        columns.position("position"));
  }

  static ProductRow product(Columns columns) {
    return new ProductRow(
        columns.id("id", ProductId::new),
        columns.id("seller", OrganizationId::new),
        columns.text("name"),
        columns.instant("created_at"),
        columns.position("position"));
  }

  static ProductPackageRow productPackage(Columns columns) {
    return new ProductPackageRow(
        columns.id("product", ProductId::new),
        columns.id("pkg", PackageId::new),
        columns.texts("private_dependencies").stream().map(PackageId::new).toList(),
        columns.instant("added_at"),
        columns.position("position"));
  }

  static PlanRow plan(Columns columns) {
    return new PlanRow(
        columns.id("id", PlanId::new),
        columns.id("product", ProductId::new),
        columns.id("seller", OrganizationId::new),
        columns.text("name"),
        TermsJson.read(columns.text("terms")),
        columns.texts("prices"),
        columns.instant("published_at"),
        columns.instantOrNull("retired_at"),
        columns.position("position"));
  }

  static NamespaceRow namespace(Columns columns) {
    return new NamespaceRow(
        columns.id("id", NamespaceId::new),
        columns.constant("ecosystem", Ecosystem.class),
        columns.text("name"),
        columns.id("owner", OrganizationId::new),
        columns.instant("registered_at"),
        columns.position("position"));
  }

  static PackageRow pkg(Columns columns) {
    return new PackageRow(
        columns.id("id", PackageId::new),
        columns.constant("ecosystem", Ecosystem.class),
        columns.text("name"),
        columns.id("owner", OrganizationId::new),
        columns.instant("registered_at"),
        columns.position("position"));
  }

  static LicenseRow license(Columns columns) {
    return new LicenseRow(
        columns.id("id", LicenseId::new),
        columns.id("product", ProductId::new),
        columns.id("plan", PlanId::new),
        columns.id("seller", OrganizationId::new),
        TermsJson.read(columns.text("terms")),
        (int) columns.number("seats"),
        (int) columns.number("seats_taken"),
        source(columns),
        columns.idOrNull("buyer", OrganizationId::new),
        customer(columns),
        columns.instant("granted_at"),
        columns.instant("starts_at"),
        columns.instantOrNull("paid_through"),
        columns.instantOrNull("renewed_through"),
        columns.instantOrNull("claimed_at"),
        columns.instantOrNull("past_due_at"),
        Set.copyOf(columns.constants("suspended_for", SuspensionReason.class)),
        columns.instantOrNull("suspended_at"),
        columns.instantOrNull("cancels_at"),
        columns.instantOrNull("cancelled_at"),
        columns.instantOrNull("expired_at"),
        Set.copyOf(columns.constants("revoked_for", RevocationReason.class)),
        columns.instantOrNull("revoked_at"),
        columns.position("position"));
  }

  private static Source source(Columns columns) {
    return new Source(
        columns.textOrNull("provider"),
        columns.textOrNull("account"),
        columns.truth("live"),
        columns.textOrNull("subscription"),
        columns.textOrNull("item"),
        columns.textOrNull("provider_customer"));
  }

  private static @Nullable Sealed customer(Columns columns) {
    PersonId person = columns.idOrNull("customer_person", PersonId::new);
    return person == null ? null : columns.sealed(person, "customer");
  }

  static SeatRow seat(Columns columns) {
    return new SeatRow(
        columns.id("license", LicenseId::new),
        columns.id("holder", Holder::parse),
        columns.instant("assigned_at"),
        columns.position("position"));
  }

  static PaymentRow payment(Columns columns) {
    return new PaymentRow(
        columns.id("license", LicenseId::new),
        columns.position("position"),
        columns.instant("recorded_at"),
        new Payment(
            columns.number("amount_minor"),
            columns.number("tax_minor"),
            columns.text("currency"),
            columns.instantOrNull("period_start"),
            columns.instantOrNull("period_end"),
            columns.textOrNull("invoice"),
            columns.textOrNull("payment_intent"),
            columns.textOrNull("charge")),
        columns.textOrNull("refund"),
        columns.number("refunded_minor"));
  }

  static TokenRow token(Columns columns) {
    return new TokenRow(
        columns.id("id", TokenId::new),
        columns.id("organization", OrganizationId::new),
        columns.id("holder", Holder::parse),
        Set.copyOf(columns.constants("scopes", Scope.class)),
        columns.text("name"),
        columns.instant("issued_at"),
        columns.instantOrNull("expires_at"),
        columns.texts("addresses"),
        columns.instantOrNull("rotated_at"),
        columns.instantOrNull("overlap_until"),
        columns.instantOrNull("revoked_at"),
        columns.constantOrNull("revoked_for", TokenEvent.Reason.class),
        columns.position("position"));
  }
}
