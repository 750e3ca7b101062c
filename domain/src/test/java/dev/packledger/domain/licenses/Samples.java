package dev.packledger.domain.licenses;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.licenses.LicenseEvent.LicenseGranted;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.MemberId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.PipelineId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.products.PlanId;
import dev.packledger.domain.products.ProductId;
import dev.packledger.domain.terms.SeatRule;
import dev.packledger.domain.terms.Terms;
import dev.packledger.domain.terms.TokenRules;
import dev.packledger.domain.terms.Updates;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One purchase that the tests of licences tell stories about. */
final class Samples {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant PAID_THROUGH = Instant.parse("2026-02-01T00:00:00Z");
  static final Instant NOW = Instant.parse("2026-01-10T12:00:00Z");
  static final Actor WEBHOOK = new Actor(Actor.Kind.WEBHOOK, "acct_acme");

  static final LicenseId LICENSE = LicenseId.ofPayment("stripe", "acct_acme", "si_1");
  static final ProductId PRODUCT = new ProductId(new UUID(1, 1));
  static final PlanId PRO = new PlanId(new UUID(1, 2));
  static final PlanId TEAM = new PlanId(new UUID(1, 3));
  static final OrganizationId SELLER = OrganizationId.ofSlug("acme");
  static final OrganizationId BUYER = OrganizationId.ofSlug("globex");
  static final OrganizationId OTHER = OrganizationId.ofSlug("initech");
  static final Holder ANN = new MemberId(new UUID(2, 1));
  static final Holder BOB = new MemberId(new UUID(2, 2));
  static final Holder CAT = new MemberId(new UUID(2, 3));
  static final Holder CI = new PipelineId(new UUID(2, 4));
  static final Source CHECKOUT = new Source("stripe", "acct_acme", true, "sub_1", "si_1", "cus_1");

  private Samples() {}

  static Terms terms(SeatRule seats, Updates updates) {
    return new Terms(
        Terms.Kind.SUBSCRIPTION,
        List.of(PackageId.of(Ecosystem.NPM, "@acme/ui")),
        seats,
        updates,
        null,
        Set.of(),
        Terms.OnLapse.KEEP_COVERED_RELEASES,
        7,
        TokenRules.NONE);
  }

  static Terms terms(SeatRule.Counted counted) {
    return terms(new SeatRule(1, 5, counted), new Updates.WhileActive());
  }

  static Terms terms() {
    return terms(SeatRule.Counted.BOTH);
  }

  static LicenseGranted granted(
      Terms terms, @Nullable OrganizationId buyer, @Nullable Instant paidThrough) {
    return new LicenseGranted(
        PRODUCT, PRO, SELLER, terms, 3, CHECKOUT, buyer, null, START, paidThrough);
  }

  static LicenseGranted granted() {
    return granted(terms(), BUYER, PAID_THROUGH);
  }

  static LicenseGranted unclaimed() {
    return granted(terms(), null, PAID_THROUGH);
  }

  static LicenseCommand.Grant grant(LicenseGranted granted) {
    return new LicenseCommand.Grant(
        LICENSE,
        granted.product(),
        granted.plan(),
        granted.seller(),
        granted.terms(),
        granted.seats(),
        granted.source(),
        granted.buyer(),
        granted.customer(),
        granted.startsAt(),
        granted.paidThrough());
  }

  static Payment payment(
      @Nullable String invoice, @Nullable String intent, @Nullable String charge) {
    return new Payment(2900, 551, "eur", START, PAID_THROUGH, invoice, intent, charge);
  }
}
