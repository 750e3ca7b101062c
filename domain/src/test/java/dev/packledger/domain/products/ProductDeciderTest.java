package dev.packledger.domain.products;

import static dev.packledger.domain.products.ProductExamples.ACME;
import static dev.packledger.domain.products.ProductExamples.BASE;
import static dev.packledger.domain.products.ProductExamples.CORE;
import static dev.packledger.domain.products.ProductExamples.CREATED;
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

import dev.packledger.domain.AggregateWiring;
import dev.packledger.domain.Scenario;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.products.ProductCommand.AddPackage;
import dev.packledger.domain.products.ProductCommand.Create;
import dev.packledger.domain.products.ProductCommand.RemovePackage;
import dev.packledger.domain.products.ProductCommand.Rename;
import dev.packledger.domain.products.ProductCommand.RetirePlan;
import dev.packledger.domain.products.ProductEvent.PackageAdded;
import dev.packledger.domain.products.ProductEvent.PackageRemoved;
import dev.packledger.domain.products.ProductEvent.PlanPublished;
import dev.packledger.domain.products.ProductEvent.PlanRetired;
import dev.packledger.domain.products.ProductEvent.ProductRenamed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a product accepts; what it refuses stands in {@link ProductRefusalTest}. */
class ProductDeciderTest {
  private static final Create CREATE = new Create(KIT, ACME, "Kit");
  private static final PackageAdded CORE_ADDED = new PackageAdded(CORE, List.of(BASE));
  private static final PackageAdded UI_NEEDS_CORE = new PackageAdded(UI, List.of(CORE));
  private static final PlanPublished PRO_PUBLISHED = published(PRO, "Pro", terms(UI), "price_1");

  @Test
  void createsOnce() {
    given().when(CREATE, NOW, MEMBER).then(CREATED);
    created().when(CREATE, NOW, MEMBER).then();
  }

  @Test
  void renames() {
    created().when(new Rename(KIT, "Kit 2"), NOW, MEMBER).then(new ProductRenamed("Kit 2"));
    created().when(new Rename(KIT, "Kit"), NOW, MEMBER).then();
  }

  @Test
  void addsAPackageWithItsPrivateDependencies() {
    AddPackage core = new AddPackage(KIT, CORE, List.of(BASE, BASE));
    created().when(core, NOW, MEMBER).then(CORE_ADDED);
    created(CORE_ADDED).when(core, NOW, MEMBER).then();
    created(CORE_ADDED)
        .when(new AddPackage(KIT, CORE, List.of()), NOW, MEMBER)
        .then(new PackageAdded(CORE, List.of()));
  }

  @Test
  void aPlanOnSaleGainsTheDependenciesOfItsPackages() {
    created(UI_ADDED, CORE_ADDED, PRO_PUBLISHED)
        .when(new AddPackage(KIT, UI, List.of(CORE)), NOW, MEMBER)
        .then(UI_NEEDS_CORE, published(PRO, "Pro", terms(UI, CORE, BASE), "price_1"));
    created(UI_ADDED, CORE_ADDED, PRO_PUBLISHED, new PlanRetired(PRO))
        .when(new AddPackage(KIT, UI, List.of(CORE)), NOW, MEMBER)
        .then(UI_NEEDS_CORE);
  }

  @Test
  void removesAPackage() {
    PackageRemoved removed = new PackageRemoved(UI);
    created(UI_ADDED).when(new RemovePackage(KIT, UI), NOW, MEMBER).then(removed);
    created(UI_ADDED, removed).when(new RemovePackage(KIT, UI), NOW, MEMBER).then();
    created(UI_ADDED, removed).when(new AddPackage(KIT, UI, List.of()), NOW, MEMBER).then(UI_ADDED);
  }

  @Test
  void removesWhatNoPlanOnSaleLoses() {
    created(UI_ADDED, PRO_PUBLISHED, new PlanRetired(PRO))
        .when(new RemovePackage(KIT, UI), NOW, MEMBER)
        .then(new PackageRemoved(UI));
    created(
            UI_NEEDS_CORE,
            new PackageAdded(CORE, List.of()),
            published(PRO, "Pro", terms(UI, CORE)))
        .when(new RemovePackage(KIT, CORE), NOW, MEMBER)
        .then(new PackageRemoved(CORE));
  }

  @Test
  void aPlanThatNamesADependencyOfBeforeHoldsNothingUp() {
    created(UI_NEEDS_CORE, CORE_ADDED, published(PRO, "Pro", terms(UI, CORE, BASE)))
        .when(new AddPackage(KIT, CORE, List.of()), NOW, MEMBER)
        .then(new PackageAdded(CORE, List.of()));
    created(
            UI_NEEDS_CORE,
            published(PRO, "Pro", terms(UI, CORE)),
            UI_ADDED,
            new PackageAdded(BASE, List.of()))
        .when(new RemovePackage(KIT, BASE), NOW, MEMBER)
        .then(new PackageRemoved(BASE));
  }

  @Test
  void publishesAPlanAndReplacesIt() {
    created(UI_ADDED)
        .when(publish(PRO, "Pro", terms(UI), "price_1"), NOW, MEMBER)
        .then(PRO_PUBLISHED);
    created(UI_ADDED, PRO_PUBLISHED)
        .when(publish(PRO, "Pro", terms(UI), "price_1"), NOW, MEMBER)
        .then();
    created(UI_ADDED, PRO_PUBLISHED)
        .when(publish(PRO, "Pro", terms(UI), "price_1", "price_2"), NOW, MEMBER)
        .then(published(PRO, "Pro", terms(UI), "price_1", "price_2"));
  }

  @Test
  void aPlanHoldsThePrivateDependenciesOfWhatItNames() {
    created(UI_NEEDS_CORE, CORE_ADDED)
        .when(publish(PRO, "Pro", terms(UI)), NOW, MEMBER)
        .then(published(PRO, "Pro", terms(UI, CORE, BASE)));
    created(UI_NEEDS_CORE)
        .when(publish(PRO, "Pro", terms(CORE)), NOW, MEMBER)
        .then(published(PRO, "Pro", terms(CORE)));
  }

  @Test
  void dependenciesMayGoRound() {
    created(UI_NEEDS_CORE, new PackageAdded(CORE, List.of(UI)))
        .when(publish(PRO, "Pro", terms(CORE)), NOW, MEMBER)
        .then(published(PRO, "Pro", terms(CORE, UI)));
  }

  @Test
  void retiresAPlanAndFreesItsNameAndPrices() {
    PlanRetired retired = new PlanRetired(PRO);
    created(UI_ADDED, PRO_PUBLISHED).when(new RetirePlan(KIT, PRO), NOW, MEMBER).then(retired);
    created(UI_ADDED, PRO_PUBLISHED, retired).when(new RetirePlan(KIT, PRO), NOW, MEMBER).then();
    created(UI_ADDED, PRO_PUBLISHED, retired)
        .when(publish(TEAM, "Pro", terms(UI), "price_1"), NOW, MEMBER)
        .then(published(TEAM, "Pro", terms(UI), "price_1"));
  }

  @Test
  void isWiredToAxon() {
    wiring().creates(CREATE, CREATED);
    wiring()
        .answers(
            new ProductEvent[] {CREATED},
            new AddPackage(KIT, UI, List.of()),
            Outcome.accepted(UI_ADDED));
    wiring()
        .refusesWithoutStream(
            new Rename(KIT, "Kit 2"),
            new Outcome.Refused(ProductRefusal.UNKNOWN, "There is no such product."));
    wiring().stopsAtAlien(CREATE);
  }

  private static AggregateWiring<ProductAggregate> wiring() {
    return new AggregateWiring<>(ProductAggregate.class, "product", Scenario.context(NOW, MEMBER));
  }
}
