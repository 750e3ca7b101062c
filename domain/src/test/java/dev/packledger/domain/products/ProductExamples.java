package dev.packledger.domain.products;

import dev.packledger.domain.Scenario;
import dev.packledger.domain.Scenario.Given;
import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.products.ProductCommand.PublishPlan;
import dev.packledger.domain.products.ProductEvent.PackageAdded;
import dev.packledger.domain.products.ProductEvent.PlanPublished;
import dev.packledger.domain.products.ProductEvent.ProductCreated;
import dev.packledger.domain.terms.SeatRule;
import dev.packledger.domain.terms.Terms;
import dev.packledger.domain.terms.TokenRules;
import dev.packledger.domain.terms.Updates;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The product that the tests of this folder talk about. */
final class ProductExamples {
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  static final Actor MEMBER = new Actor(Actor.Kind.MEMBER, "mem_1");
  static final ProductId KIT = new ProductId(new UUID(0, 1));
  static final OrganizationId ACME = OrganizationId.ofSlug("acme");
  static final PackageId UI = pkg("ui");
  static final PackageId CORE = pkg("core");
  static final PackageId BASE = pkg("base");
  static final PlanId PRO = new PlanId(new UUID(0, 1));
  static final PlanId TEAM = new PlanId(new UUID(0, 2));
  static final ProductCreated CREATED = new ProductCreated(ACME, "Kit");
  static final PackageAdded UI_ADDED = new PackageAdded(UI, List.of());

  private ProductExamples() {}

  static PackageId pkg(String name) {
    return PackageId.of(Ecosystem.NPM, "@acme/" + name);
  }

  static Terms terms(PackageId... packages) {
    return terms(new SeatRule(1, 10, SeatRule.Counted.BOTH), Set.of(), 7, packages);
  }

  static Terms terms(SeatRule seats, Set<String> channels, int graceDays, PackageId... packages) {
    return new Terms(
        Terms.Kind.SUBSCRIPTION,
        List.of(packages),
        seats,
        new Updates.WhileActive(),
        null,
        channels,
        Terms.OnLapse.KEEP_COVERED_RELEASES,
        graceDays,
        TokenRules.NONE);
  }

  static PublishPlan publish(PlanId plan, String name, Terms terms, String... prices) {
    return new PublishPlan(KIT, plan, name, terms, List.of(prices));
  }

  static PlanPublished published(PlanId plan, String name, Terms terms, String... prices) {
    return new PlanPublished(plan, name, terms, List.of(prices));
  }

  /** A product with these further events. */
  static Given<Product, ProductCommand> created(ProductEvent... events) {
    return given(Stream.concat(Stream.of(CREATED), Stream.of(events)).toArray(ProductEvent[]::new));
  }

  static Given<Product, ProductCommand> given(ProductEvent... events) {
    return Scenario.given(ProductDecider::decide, ProductDecider::evolve, events);
  }
}
