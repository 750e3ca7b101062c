package dev.packledger.domain.products;

import static dev.packledger.domain.products.ProductExamples.ACME;
import static dev.packledger.domain.products.ProductExamples.BASE;
import static dev.packledger.domain.products.ProductExamples.CORE;
import static dev.packledger.domain.products.ProductExamples.KIT;
import static dev.packledger.domain.products.ProductExamples.MEMBER;
import static dev.packledger.domain.products.ProductExamples.NOW;
import static dev.packledger.domain.products.ProductExamples.PRO;
import static dev.packledger.domain.products.ProductExamples.TEAM;
import static dev.packledger.domain.products.ProductExamples.UI;
import static dev.packledger.domain.products.ProductExamples.UI_ADDED;
import static dev.packledger.domain.products.ProductExamples.created;
import static dev.packledger.domain.products.ProductExamples.given;
import static dev.packledger.domain.products.ProductExamples.publish;
import static dev.packledger.domain.products.ProductExamples.published;
import static dev.packledger.domain.products.ProductExamples.terms;

import dev.packledger.domain.RefusalTable;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.products.ProductCommand.AddPackage;
import dev.packledger.domain.products.ProductCommand.Create;
import dev.packledger.domain.products.ProductCommand.RemovePackage;
import dev.packledger.domain.products.ProductCommand.Rename;
import dev.packledger.domain.products.ProductCommand.RetirePlan;
import dev.packledger.domain.products.ProductEvent.PackageAdded;
import dev.packledger.domain.products.ProductEvent.PlanPublished;
import dev.packledger.domain.products.ProductEvent.PlanRetired;
import dev.packledger.domain.terms.SeatRule;
import dev.packledger.domain.terms.Terms;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a product refuses. */
class ProductRefusalTest {
  private static final PlanPublished PRO_PUBLISHED = published(PRO, "Pro", terms(UI), "price_1");
  private static final SeatRule ONE = new SeatRule(1, null, SeatRule.Counted.MEMBERS);
  private static final SeatRule NONE = new SeatRule(0, null, SeatRule.Counted.MEMBERS);

  private final RefusalTable<Product, ProductCommand, ProductRefusal> table =
      new RefusalTable<>(NOW, MEMBER);

  @TestFactory
  List<DynamicTest> refusals() {
    products();
    packages();
    plans();
    planTerms();
    prices();
    return table.tests(ProductRefusal.class);
  }

  private void products() {
    table
        .row(
            ProductRefusal.EXISTS,
            "another seller",
            created(),
            new Create(KIT, OrganizationId.ofSlug("beta"), "Kit"))
        .row(ProductRefusal.EXISTS, "another name", created(), new Create(KIT, ACME, " "))
        .row(ProductRefusal.NAME_INVALID, "a blank name", given(), new Create(KIT, ACME, " "))
        .row(ProductRefusal.UNKNOWN, "none", given(), new Rename(KIT, ""))
        .row(ProductRefusal.NAME_INVALID, "an empty name", created(), new Rename(KIT, ""));
  }

  private void packages() {
    AddPackage circle = new AddPackage(KIT, UI, List.of(CORE, UI));
    table
        .row(ProductRefusal.UNKNOWN, "none", given(), circle)
        .row(ProductRefusal.DEPENDS_ON_ITSELF, "itself among others", created(), circle)
        .row(ProductRefusal.UNKNOWN, "none", given(), new RemovePackage(KIT, UI))
        .row(ProductRefusal.PACKAGE_UNKNOWN, "never added", created(), new RemovePackage(KIT, UI))
        .row(
            ProductRefusal.PACKAGE_IN_PLAN,
            "named by a plan",
            created(UI_ADDED, PRO_PUBLISHED),
            new RemovePackage(KIT, UI))
        .row(
            ProductRefusal.PACKAGE_IN_PLAN,
            "a plan needs its dependency",
            created(
                new PackageAdded(UI, List.of(CORE)),
                new PackageAdded(CORE, List.of(BASE)),
                published(PRO, "Pro", terms(UI, CORE, BASE))),
            new RemovePackage(KIT, CORE));
  }

  private void plans() {
    PlanRetired retired = new PlanRetired(PRO);
    table
        .row(ProductRefusal.UNKNOWN, "none", given(), publish(PRO, "", terms()))
        .row(
            ProductRefusal.PLAN_RETIRED,
            "retired before",
            created(UI_ADDED, PRO_PUBLISHED, retired),
            publish(PRO, "", terms()))
        .row(
            ProductRefusal.PLAN_NAME_INVALID,
            "an empty name",
            created(UI_ADDED),
            publish(PRO, "", terms()))
        .row(
            ProductRefusal.PLAN_NAME_TAKEN,
            "the name of another",
            created(UI_ADDED, PRO_PUBLISHED),
            publish(TEAM, "PRO", terms()))
        .row(ProductRefusal.UNKNOWN, "none", given(), new RetirePlan(KIT, PRO))
        .row(ProductRefusal.PLAN_UNKNOWN, "never published", created(), new RetirePlan(KIT, PRO));
  }

  private void planTerms() {
    refusesTerms(
        ProductRefusal.PLAN_PACKAGE_MISSING, "no package", terms(NONE, Set.of("a b"), 400));
    refusesTerms(
        ProductRefusal.PLAN_PACKAGE_UNKNOWN,
        "a package of nobody",
        terms(NONE, Set.of("a b"), 400, UI, BASE));
    refusesTerms(ProductRefusal.PLAN_SEATS_INVALID, "no seat", terms(NONE, Set.of("a b"), 400, UI));
    refusesTerms(
        ProductRefusal.PLAN_GRACE_TOO_LONG,
        "grace of 367 days",
        terms(ONE, Set.of("a b"), 367, UI));
    refusesTerms(
        ProductRefusal.PLAN_CHANNEL_INVALID,
        "a channel with a space",
        terms(ONE, Set.of("stable", "a b"), 366, UI));
  }

  private void refusesTerms(ProductRefusal refusal, String given, Terms terms) {
    table.row(refusal, given, created(UI_ADDED), publish(PRO, "Pro", terms, "", ""));
  }

  private void prices() {
    table
        .row(
            ProductRefusal.PLAN_PRICE_INVALID,
            "an empty price",
            created(UI_ADDED),
            publish(PRO, "Pro", terms(UI), ""))
        .row(
            ProductRefusal.PLAN_PRICE_INVALID,
            "a price twice",
            created(UI_ADDED, PRO_PUBLISHED),
            publish(TEAM, "Team", terms(UI), "price_1", "price_1"))
        .row(
            ProductRefusal.PLAN_PRICE_TAKEN,
            "the price of another",
            created(UI_ADDED, PRO_PUBLISHED),
            publish(TEAM, "Team", terms(UI), "price_2", "price_1"));
  }
}
