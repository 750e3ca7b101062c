package dev.packledger.acceptance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.packledger.acceptance.architecture.Packages.AXON;
import static dev.packledger.acceptance.architecture.Packages.SQL;
import static dev.packledger.acceptance.architecture.Packages.WEB;
import static dev.packledger.acceptance.architecture.Packages.askingTheMachine;
import static dev.packledger.acceptance.architecture.Packages.clockOrChance;
import static dev.packledger.acceptance.architecture.Packages.in;
import static dev.packledger.acceptance.architecture.Packages.named;
import static dev.packledger.acceptance.architecture.Packages.pureJdk;

import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;

/** What the domain and its projections may know. */
final class DomainRules {
  private DomainRules() {}

  static List<Rule> all(Packages packages) {
    return List.of(
        onlyTheJdk(packages),
        axonInAggregatesOnly(packages),
        neitherClockNorChance(packages),
        projectionsKnowTheDomainOnly(packages),
        projectionsAreAlone(packages),
        sqlInTablesAndQueries(packages),
        axonInProjections(packages),
        foldsArePure(packages));
  }

  private static Rule onlyTheJdk(Packages packages) {
    return new Rule(
        "the domain knows the JDK's values and itself, nothing else",
        classes()
            .that(in(packages.module("domain")).and(not(named("Aggregate"))))
            .should()
            .onlyDependOnClassesThat(pureJdk().or(in(packages.module("domain")))),
        "LoggingDecider");
  }

  private static Rule axonInAggregatesOnly(Packages packages) {
    return new Rule(
        "aggregates add Axon to that, nothing else",
        classes()
            .that(in(packages.module("domain")).and(named("Aggregate")))
            .should()
            .onlyDependOnClassesThat(pureJdk().or(in(packages.module("domain"), AXON))),
        "TableAggregate");
  }

  private static Rule neitherClockNorChance(Packages packages) {
    return new Rule(
        "rules read no clock, draw no lots and ask no name server: time and ids are arguments",
        noClasses()
            .that(in(packages.modules("domain", "projections", "registry")))
            .should()
            .dependOnClassesThat(clockOrChance())
            .orShould()
            .accessTargetWhere(askingTheMachine()),
        "ImpatientDecider");
  }

  private static Rule projectionsKnowTheDomainOnly(Packages packages) {
    return new Rule(
        "projections know no HTTP, adapter, webhook or infrastructure",
        noClasses()
            .that(in(packages.module("projections")))
            .should()
            .dependOnClassesThat(
                in(packages.modules(
                        "registry", "webhooks", "codec", "ledger", "blobs", "identity", "server"))
                    .or(in(WEB))),
        "WebQueries");
  }

  private static Rule projectionsAreAlone(Packages packages) {
    return new Rule(
        "no projection knows another",
        SlicesRuleDefinition.slices()
            .matching(packages.root() + ".projections.(*)..")
            .should()
            .notDependOnEachOther(),
        "NosyFold");
  }

  private static Rule sqlInTablesAndQueries(Packages packages) {
    return new Rule(
        "projections speak SQL in *Tables, *Queries and RowStatements only",
        noClasses()
            .that(
                in(packages.module("projections"))
                    .and(not(named("Tables")))
                    .and(not(named("RowStatements")))
                    .and(not(named("Queries"))))
            .should()
            .dependOnClassesThat(in(SQL)),
        "SqlFold");
  }

  private static Rule axonInProjections(Packages packages) {
    return new Rule(
        "projections meet Axon in *Projection, EventMessages and EventBatches only",
        noClasses()
            .that(
                in(packages.module("projections"))
                    .and(not(named("Projection")))
                    .and(not(named("EventMessages")))
                    .and(not(named("EventBatches"))))
            .should()
            .dependOnClassesThat(in(AXON)),
        "AxonTables");
  }

  private static Rule foldsArePure(Packages packages) {
    return new Rule(
        "folds are pure",
        classes()
            .that(in(packages.module("projections")).and(named("Fold")))
            .should()
            .onlyDependOnClassesThat(pureJdk().or(in(packages.modules("domain", "projections")))),
        "FileFold");
  }
}
