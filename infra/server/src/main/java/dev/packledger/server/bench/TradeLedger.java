package dev.packledger.server.bench;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.licenses.Payment;
import dev.packledger.domain.licenses.Source;
import dev.packledger.domain.organizations.OrganizationEvent;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.PipelineId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageEvent;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.products.PlanId;
import dev.packledger.domain.products.ProductEvent;
import dev.packledger.domain.products.ProductId;
import dev.packledger.domain.releases.ReleaseEvent;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.terms.SeatRule;
import dev.packledger.domain.terms.Terms;
import dev.packledger.domain.terms.TokenRules;
import dev.packledger.domain.terms.Updates;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.domain.tokens.TokenEvent;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.registry.shared.http.PresentedSecret;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A ledger of trade, made by one seed: one seller with ten products, a buyer for every ten
 * licences, licences that are paid, renewed, seated and cancelled month after month, in turns, so
 * that the events of each lie scattered over the whole ledger.
 */
final class TradeLedger {
  static final OrganizationId SELLER = OrganizationId.ofSlug("seller");
  static final String PROVIDER = "stripe";
  static final int PRODUCTS = 10;
  static final int LICENSES_A_BUYER = 10;
  private static final int EVENTS_A_LICENSE = 50;
  private static final int MONTH_EVENTS = 8;
  private static final long SEED = 20260102;
  private static final PipelineId ASKER = new PipelineId(new UUID(SEED, 1));
  private static final Actor WEBHOOK = new Actor(Actor.Kind.WEBHOOK, PROVIDER);

  private final int size;
  private final int licenses;

  /**
   * @param size events, about
   */
  TradeLedger(int size) {
    this.size = size;
    this.licenses = Math.max(LICENSES_A_BUYER, size / EVENTS_A_LICENSE);
  }

  int licenses() {
    return licenses;
  }

  static ProductId product(int number) {
    return new ProductId(new UUID(SEED, number));
  }

  static PackageId pkg(int product) {
    return PackageId.of(Ecosystem.NPM, "@seller/goods-" + product);
  }

  static LicenseId license(int number) {
    return new LicenseId(new UUID(SEED, 0x8000_0000_0000_0000L | number));
  }

  static int productOf(int license) {
    return license % PRODUCTS;
  }

  static OrganizationId buyer(int number) {
    return new OrganizationId(new UUID(SEED, 0x9000_0000_0000_0000L | number));
  }

  static OrganizationId buyerOf(int license) {
    return buyer(license / LICENSES_A_BUYER);
  }

  /** One of the buyer's pipelines: there is one for each licence. */
  static PipelineId pipeline(int license) {
    return new PipelineId(new UUID(SEED, 0xa000_0000_0000_0000L | license));
  }

  /** The pipeline's token. */
  static TokenId token(int license) {
    return new TokenId(new UUID(SEED, 0xb000_0000_0000_0000L | license));
  }

  /** Tells it all, in the order of positions. */
  void tell(Consumer<Recorded<Event>> ledger) {
    EventWriter events = new EventWriter(SEED, ledger);
    events.append(SELLER, new OrganizationEvent.OrganizationRegistered("seller", "Seller"));
    events.append(SELLER, new OrganizationEvent.PipelineRegistered(ASKER, "registry"));
    events.append(
        new TokenId(new UUID(SEED, 2)),
        new TokenEvent.TokenIssued(
            SELLER,
            ASKER,
            Set.of(Scope.DECIDE),
            PresentedSecret.digest(LookupMarket.askerSecret()),
            "registry",
            null,
            List.of()));
    for (int product = 0; product < PRODUCTS; product++) {
      offer(events, product);
    }
    for (int license = 0; license < licenses; license++) {
      sell(events, license);
    }
    for (int month = 0; events.position().value() < size; month++) {
      for (int step = 0; step < MONTH_EVENTS; step++) {
        for (int license = 0; license < licenses; license++) {
          live(events, license, month, step);
        }
      }
    }
  }

  private static void offer(EventWriter events, int product) {
    PackageId pkg = pkg(product);
    String name = "@seller/goods-" + product;
    events.append(pkg, new PackageEvent.PackageRegistered(Ecosystem.NPM, name, SELLER));
    events.append(
        ReleaseId.of(pkg, "1.0.0"),
        new ReleaseEvent.ReleasePublished(pkg, "1.0.0", "", "stable", List.of(), "{}"));
    events.append(product(product), new ProductEvent.ProductCreated(SELLER, "Goods " + product));
    events.append(product(product), new ProductEvent.PackageAdded(pkg, List.of()));
    events.append(
        product(product),
        new ProductEvent.PlanPublished(plan(product), "Plan", terms(product), List.of()));
  }

  private static PlanId plan(int product) {
    return new PlanId(new UUID(SEED, 0xc000_0000_0000_0000L | product));
  }

  private static Terms terms(int product) {
    return new Terms(
        Terms.Kind.SUBSCRIPTION,
        List.of(pkg(product)),
        new SeatRule(1, null, SeatRule.Counted.BOTH),
        new Updates.WhileActive(),
        null,
        Set.of(),
        Terms.OnLapse.KEEP_COVERED_RELEASES,
        7,
        TokenRules.NONE);
  }

  private static void sell(EventWriter events, int license) {
    OrganizationId buyer = buyerOf(license);
    int product = productOf(license);
    if (license % LICENSES_A_BUYER == 0) {
      String slug = "buyer-" + license / LICENSES_A_BUYER;
      events.append(buyer, new OrganizationEvent.OrganizationRegistered(slug, slug));
    }
    events.append(
        buyer, new OrganizationEvent.PipelineRegistered(pipeline(license), "ci-" + license));
    events.append(
        license(license),
        new LicenseEvent.LicenseGranted(
            product(product),
            plan(product),
            SELLER,
            terms(product),
            3,
            Source.MANUAL,
            buyer,
            null,
            EventWriter.START,
            EventWriter.START.plus(Duration.ofDays(31))));
    events.append(
        token(license),
        new TokenEvent.TokenIssued(
            buyer,
            pipeline(license),
            Set.of(Scope.READ),
            new Digest("%064x".formatted(license)),
            "ci",
            null,
            List.of()));
  }

  private static void live(EventWriter events, int license, int month, int step) {
    LicenseId id = license(license);
    Actor pipeline = new Actor(Actor.Kind.PIPELINE, pipeline(license).value());
    String provider = "evt_" + license + "_" + month + "_" + step;
    switch (step) {
      case 0 -> events.append(pipeline, null, id, new LicenseEvent.SeatAssigned(pipeline(license)));
      case 1 ->
          events.append(
              WEBHOOK, provider, id, new LicenseEvent.PaymentReceived(payment(license, month)));
      case 2 ->
          events.append(
              WEBHOOK,
              provider,
              id,
              new LicenseEvent.LicenseRenewed(
                  EventWriter.START.plus(Duration.ofDays(31L * (month + 2)))));
      case 3 ->
          events.append(
              pipeline, null, id, new LicenseEvent.CancellationScheduled(EventWriter.START));
      case 4 -> events.append(pipeline, null, id, new LicenseEvent.CancellationWithdrawn());
      case 5 ->
          events.append(
              WEBHOOK, provider, id, new LicenseEvent.PaymentFailed("in_" + license + month));
      case 6 -> events.append(WEBHOOK, provider, id, new LicenseEvent.LicensePastDue());
      default ->
          events.append(
              pipeline,
              null,
              id,
              new LicenseEvent.SeatUnassigned(pipeline(license), LicenseEvent.SeatLoss.UNASSIGNED));
    }
  }

  private static Payment payment(int license, int month) {
    String key = license + "_" + month;
    return new Payment(4900, 782, "eur", null, null, "in_" + key, "pi_" + key, "ch_" + key);
  }
}
