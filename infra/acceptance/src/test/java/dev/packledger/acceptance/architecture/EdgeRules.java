package dev.packledger.acceptance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.packledger.acceptance.architecture.Packages.AXON;
import static dev.packledger.acceptance.architecture.Packages.SPRING;
import static dev.packledger.acceptance.architecture.Packages.SQL;
import static dev.packledger.acceptance.architecture.Packages.in;
import static dev.packledger.acceptance.architecture.Packages.named;

import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;

/** What registry adapters and webhooks may know. */
final class EdgeRules {
  private EdgeRules() {}

  static List<Rule> all(Packages packages) {
    return List.of(
        adaptersAreAlone(packages),
        adaptersDecideNothing(packages),
        servletsInRoutesOnly(packages),
        adaptersAskQueriesOnly(packages),
        edgesKnowNoInfrastructure(packages),
        webhooksKnowNoAdapter(packages),
        stripeInItsPlace(packages),
        webhooksSqlInBoxes(packages),
        webhooksKnowNoAxon(packages));
  }

  private static Rule adaptersAreAlone(Packages packages) {
    return new Rule(
        "no adapter knows another, and what they share knows none",
        SlicesRuleDefinition.slices()
            .matching(packages.root() + ".registry.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), in(packages.module("registry.shared"))),
        "CopyingIndex");
  }

  private static Rule adaptersDecideNothing(Packages packages) {
    return new Rule(
        "adapters know no SQL, Axon or Spring",
        noClasses()
            .that(in(packages.module("registry")))
            .should()
            .dependOnClassesThat(in(SQL).or(in(AXON, SPRING))),
        "SqlIndex");
  }

  private static Rule servletsInRoutesOnly(Packages packages) {
    return new Rule(
        "adapters know servlet types in *Routes and in the shared rules of HTTP only",
        noClasses()
            .that(
                in(packages.module("registry"))
                    .and(not(named("Routes")))
                    .and(not(in(packages.module("registry.shared.http")))))
            .should()
            .dependOnClassesThat(in("jakarta.servlet..")),
        "ServletIndex");
  }

  private static Rule adaptersAskQueriesOnly(Packages packages) {
    return new Rule(
        "adapters and webhooks ask projections through their *Queries only",
        noClasses()
            .that(in(packages.modules("registry", "webhooks")))
            .should()
            .dependOnClassesThat(
                in(packages.module("projections"))
                    .and(not(named("Queries")))
                    .and(not(named("Row")))
                    .and(not(named("Page")))
                    .and(not(named("PageRequest")))),
        "TableIndex");
  }

  private static Rule edgesKnowNoInfrastructure(Packages packages) {
    return new Rule(
        "adapters and webhooks know no infrastructure",
        noClasses()
            .that(in(packages.modules("registry", "webhooks")))
            .should()
            .dependOnClassesThat(
                in(packages.modules("codec", "ledger", "blobs", "identity", "server"))),
        "BlobFileIndex");
  }

  private static Rule webhooksKnowNoAdapter(Packages packages) {
    return new Rule(
        "webhooks and adapters do not know each other",
        noClasses()
            .that(in(packages.module("webhooks")))
            .should()
            .dependOnClassesThat(in(packages.module("registry"))),
        "RegistryInbox");
  }

  private static Rule stripeInItsPlace(Packages packages) {
    return new Rule(
        "Stripe's library is known in webhooks.stripe only",
        noClasses()
            .that(
                in(packages.root() + "..")
                    .and(not(in(packages.modules("webhooks.stripe", "webhooks.stripedouble")))))
            .should()
            .dependOnClassesThat(in("com.stripe..")),
        "StripeInbox");
  }

  private static Rule webhooksSqlInBoxes(Packages packages) {
    return new Rule(
        "webhooks speak SQL in inbox and outbox only",
        noClasses()
            .that(
                in(packages.module("webhooks"))
                    .and(not(in(packages.modules("webhooks.inbox", "webhooks.outbox")))))
            .should()
            .dependOnClassesThat(in(SQL)),
        "SqlWebhooks");
  }

  private static Rule webhooksKnowNoAxon(Packages packages) {
    return new Rule(
        "webhooks reach Axon through the domain's port only",
        noClasses().that(in(packages.module("webhooks"))).should().dependOnClassesThat(in(AXON)),
        "AxonInbox");
  }
}
