package dev.packledger.domain.products;

import static dev.packledger.domain.products.ProductExamples.ACME;
import static dev.packledger.domain.products.ProductExamples.CREATED;
import static dev.packledger.domain.products.ProductExamples.KIT;
import static dev.packledger.domain.products.ProductExamples.MEMBER;
import static dev.packledger.domain.products.ProductExamples.NOW;
import static dev.packledger.domain.products.ProductExamples.PRO;
import static dev.packledger.domain.products.ProductExamples.TEAM;
import static dev.packledger.domain.products.ProductExamples.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.Scenario;
import dev.packledger.domain.StreamLaws;
import dev.packledger.domain.ledger.Context;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.products.Product.Plan;
import dev.packledger.domain.products.ProductCommand.AddPackage;
import dev.packledger.domain.products.ProductCommand.Create;
import dev.packledger.domain.products.ProductCommand.PublishPlan;
import dev.packledger.domain.products.ProductCommand.RemovePackage;
import dev.packledger.domain.products.ProductCommand.Rename;
import dev.packledger.domain.products.ProductCommand.RetirePlan;
import dev.packledger.domain.products.ProductEvent.PackageAdded;
import dev.packledger.domain.products.ProductEvent.PackageRemoved;
import dev.packledger.domain.products.ProductEvent.PlanPublished;
import dev.packledger.domain.products.ProductEvent.PlanRetired;
import dev.packledger.domain.products.ProductEvent.ProductRenamed;
import dev.packledger.domain.terms.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every history of a product. */
class ProductPropertyTest {
  private static final Context CONTEXT = Scenario.context(NOW, MEMBER);
  private static final Create CREATE = new Create(KIT, ACME, "Kit");
  private static final StreamLaws<Product, ProductCommand, ProductEvent> LAWS =
      new StreamLaws<>(ProductDecider::decide, ProductDecider::evolve, ProductEvent.class);

  @Property
  void evolveIsTotal(@ForAll("histories") List<ProductEvent> events) {
    LAWS.foldsAnything(events);
  }

  @Property
  void decideIsDeterministic(
      @ForAll("histories") List<ProductEvent> events, @ForAll("commands") ProductCommand command) {
    LAWS.decidesAlike(events, command, CONTEXT);
  }

  @Property
  void whatIsDecidedFolds(@ForAll("stories") List<ProductCommand> commands) {
    LAWS.foldsWhatItDecides(commands, CONTEXT);
  }

  @Property
  void askingAgainChangesNothing(@ForAll("stories") List<ProductCommand> commands) {
    LAWS.repeatsChangeNothing(commands, CONTEXT, command -> true);
  }

  @Property
  void whatAPlanCoversCanBeInstalled(@ForAll("stories") List<ProductCommand> commands) {
    Product product = run(commands);
    assertThat(product.plansOnSale().values())
        .allSatisfy(
            plan ->
                assertThat(plan.terms().packages())
                    .isNotEmpty()
                    .containsAll(product.withDependencies(plan.terms().packages())));
  }

  @Property
  void aNameAndAPriceMeanOnePlanOnSale(@ForAll("stories") List<ProductCommand> commands) {
    List<Plan> plans = List.copyOf(run(commands).plansOnSale().values());
    assertThat(plans).extracting(Plan::name).doesNotHaveDuplicates();
    assertThat(plans).flatExtracting(Plan::prices).doesNotHaveDuplicates();
  }

  private static Product run(List<ProductCommand> commands) {
    return Objects.requireNonNull(
        LAWS.run(commands, CONTEXT, new ArrayList<>(), (command, outcome) -> {}));
  }

  @Provide
  Arbitrary<List<ProductEvent>> histories() {
    return Arbitraries.<ProductEvent>oneOf(
            Arbitraries.just(CREATED),
            names().map(ProductRenamed::new),
            Combinators.combine(packages(), dependencies()).as(PackageAdded::new),
            packages().map(PackageRemoved::new),
            Combinators.combine(plans(), names(), planTerms(), prices()).as(PlanPublished::new),
            plans().map(PlanRetired::new))
        .list()
        .ofMaxSize(20);
  }

  /** Begins with the creation, as every real history does. */
  @Provide
  Arbitrary<List<ProductCommand>> stories() {
    return commands()
        .list()
        .ofMaxSize(30)
        .map(commands -> Stream.concat(Stream.of(CREATE), commands.stream()).toList());
  }

  @Provide
  Arbitrary<ProductCommand> commands() {
    return Arbitraries.oneOf(
        names().map(name -> new Create(KIT, ACME, name)),
        names().map(name -> new Rename(KIT, name)),
        Combinators.combine(packages(), dependencies())
            .as((pkg, dependencies) -> new AddPackage(KIT, pkg, dependencies)),
        packages().map(pkg -> new RemovePackage(KIT, pkg)),
        Combinators.combine(plans(), names(), planTerms(), prices())
            .as((plan, name, terms, prices) -> new PublishPlan(KIT, plan, name, terms, prices)),
        plans().map(plan -> new RetirePlan(KIT, plan)));
  }

  private static Arbitrary<PackageId> packages() {
    return Arbitraries.of("ui", "core", "base").map(ProductExamples::pkg);
  }

  private static Arbitrary<List<PackageId>> dependencies() {
    return packages().list().ofMaxSize(2);
  }

  private static Arbitrary<Terms> planTerms() {
    return dependencies().map(packages -> terms(packages.toArray(PackageId[]::new)));
  }

  private static Arbitrary<List<String>> prices() {
    return Arbitraries.of("price_1", "price_2", "").list().ofMaxSize(2);
  }

  private static Arbitrary<PlanId> plans() {
    return Arbitraries.of(PRO, TEAM);
  }

  private static Arbitrary<String> names() {
    return Arbitraries.of("Kit", "Pro", "Team", "");
  }
}
