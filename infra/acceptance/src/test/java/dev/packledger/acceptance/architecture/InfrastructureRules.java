package dev.packledger.acceptance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.packledger.acceptance.architecture.Packages.in;
import static dev.packledger.acceptance.architecture.Packages.named;
import static dev.packledger.acceptance.architecture.Packages.readingTheClock;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import dev.packledger.domain.ledger.Event;
import java.util.List;
import java.util.Set;

/** What the infrastructure may know, and what nobody but the server may. */
final class InfrastructureRules {
  private static final List<String> SIBLINGS =
      List.of("codec", "ledger.postgres", "ledger.eventstoredb", "blobs", "identity");

  private static final Set<String> POSTGRESQL_ITSELF =
      Set.of("EmbeddedPostgres", "DurabilityCheck", "PostgresFailure");

  private InfrastructureRules() {}

  static List<Rule> all(Packages packages) {
    return List.of(
        siblingsAreAlone(packages),
        doublesKnowNoEngine(packages),
        nobodyKnowsTheServer(packages),
        infrastructureDecidesNothing(packages),
        oneDoorToTheStreams(packages),
        oneClock(packages),
        oneSeamToTheEngines(packages));
  }

  private static Rule siblingsAreAlone(Packages packages) {
    return new Rule(
        "infrastructure modules know of each other only the codec",
        SlicesRuleDefinition.slices()
            .assignedFrom(new Siblings(packages))
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), in(packages.module("codec"))),
        "KeyedBlobs");
  }

  private static Rule doublesKnowNoEngine(Packages packages) {
    String doubled = packages.module("ledger.eventstoredb.serverdouble");
    return new Rule(
        "the double of a server knows nothing of who is tested with it",
        noClasses()
            .that(in(doubled))
            .should()
            .dependOnClassesThat(in(packages.root() + "..").and(not(in(doubled)))),
        "KnowingDouble");
  }

  private static Rule nobodyKnowsTheServer(Packages packages) {
    return new Rule(
        "nobody knows the server",
        noClasses()
            .that(in(packages.root() + "..").and(not(in(packages.module("server")))))
            .should()
            .dependOnClassesThat(in(packages.module("server"))),
        "ServingKeys");
  }

  private static Rule infrastructureDecidesNothing(Packages packages) {
    return new Rule(
        "infrastructure decides nothing: it knows no single event, codecs and benches excepted",
        noClasses()
            .that(
                in(packages.modules("ledger", "blobs", "identity", "server"))
                    .and(not(in(packages.root() + "..bench.."))))
            .should()
            .dependOnClassesThat(singleEvent()),
        "SecondGuessing");
  }

  private static Rule oneDoorToTheStreams(Packages packages) {
    return new Rule(
        "Axon's gateway and command bus are known to the one implementation of Commands only",
        noClasses()
            .that(
                in(packages.root() + "..")
                    .and(not(named("AxonCommands")))
                    .and(not(named("Configuration"))))
            .should()
            .dependOnClassesThat(nameMatching(".*\\.CommandGateway")),
        "BackDoor");
  }

  private static Rule oneClock(Packages packages) {
    return new Rule(
        "only the server reads the machine's clock",
        noClasses()
            .that(in(packages.root() + "..").and(not(in(packages.module("server")))))
            .should()
            .accessTargetWhere(readingTheClock()),
        "OwnClock");
  }

  /** What of PostgreSQL is its embedded server is every engine's to use. */
  private static Rule oneSeamToTheEngines(Packages packages) {
    return new Rule(
        "the server names an engine of the ledger in one package only",
        noClasses()
            .that(
                in(packages.module("server"))
                    .and(not(in(packages.root() + ".server.engines..")))
                    .and(not(in(packages.root() + "..bench.."))))
            .should()
            .dependOnClassesThat(engine()),
        "EngineOfChoice");
  }

  private static DescribedPredicate<JavaClass> engine() {
    return describe(
        "an engine of the ledger",
        type ->
            in("dev.packledger.ledger.eventstoredb..").test(type)
                || (in("dev.packledger.ledger.postgres").test(type)
                    && !POSTGRESQL_ITSELF.contains(type.getSimpleName())));
  }

  private static DescribedPredicate<JavaClass> singleEvent() {
    return describe(
        "a single event", type -> type.isAssignableTo(Event.class) && !type.isInterface());
  }

  /** One slice for each sibling; the server, which wires them, is in none. */
  private record Siblings(Packages packages) implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return SIBLINGS.stream()
          .filter(name -> in(packages.module(name)).test(type))
          .findFirst()
          .map(SliceIdentifier::of)
          .orElseGet(SliceIdentifier::ignore);
    }

    @Override
    public String getDescription() {
      return "infrastructure modules";
    }
  }
}
