package dev.packledger.domain.products;

import static dev.packledger.domain.ledger.Outcome.accepted;
import static dev.packledger.domain.ledger.Outcome.refused;

import dev.packledger.domain.ledger.Context;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.PlainText;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.products.Product.Part;
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
import dev.packledger.domain.products.ProductEvent.ProductCreated;
import dev.packledger.domain.products.ProductEvent.ProductRenamed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of products. What a plan on sale covers can always be installed: its terms hold the
 * private dependencies of every package that they name, also when a package gains one later. That
 * packages belong to the seller is checked before it gets here. A command that asks for what
 * already holds is accepted without events.
 */
public final class ProductDecider {
  private ProductDecider() {}

  /** What the product says to a command; null stands for none of this id. */
  public static Outcome decide(@Nullable Product state, ProductCommand command, Context context) {
    if (state == null) {
      return command instanceof Create create
          ? create(create)
          : refused(ProductRefusal.UNKNOWN, "There is no such product.");
    }
    return switch (command) {
      case Create create ->
          state.seller().equals(create.seller()) && state.name().equals(create.name())
              ? accepted()
              : refused(ProductRefusal.EXISTS, "A product of this id was created before.");
      case Rename rename -> rename(state, rename.name());
      case AddPackage add -> addPackage(state, add);
      case RemovePackage remove -> removePackage(state, remove.pkg());
      case PublishPlan publish -> PlanRules.publish(state, publish);
      case RetirePlan retire -> PlanRules.retire(state, retire.plan());
    };
  }

  private static Outcome create(Create command) {
    return PlainText.isName(command.name())
        ? accepted(new ProductCreated(command.seller(), command.name()))
        : invalidName();
  }

  private static Outcome rename(Product state, String name) {
    if (!PlainText.isName(name)) {
      return invalidName();
    }
    return state.name().equals(name) ? accepted() : accepted(new ProductRenamed(name));
  }

  /** Plans on sale that need the new dependencies are published again with it. */
  private static Outcome addPackage(Product state, AddPackage command) {
    List<PackageId> dependencies = command.privateDependencies().stream().distinct().toList();
    if (dependencies.contains(command.pkg())) {
      return refused(
          ProductRefusal.DEPENDS_ON_ITSELF, "A package is not its own private dependency.");
    }
    Part part = new Part(dependencies, false);
    if (part.equals(state.parts().get(command.pkg()))) {
      return accepted();
    }
    List<ProductEvent> events = new ArrayList<>();
    events.add(new PackageAdded(command.pkg(), dependencies));
    events.addAll(PlanRules.completed(state, state.with(command.pkg(), part)));
    return new Outcome.Accepted(events);
  }

  private static Outcome removePackage(Product state, PackageId pkg) {
    Part part = state.parts().get(pkg);
    if (part == null) {
      return refused(ProductRefusal.PACKAGE_UNKNOWN, "The product does not have this package.");
    }
    if (part.removed()) {
      return accepted();
    }
    return PlanRules.losesCovered(state, state.without(pkg))
        ? refused(ProductRefusal.PACKAGE_IN_PLAN, "A plan on sale covers this package.")
        : accepted(new PackageRemoved(pkg));
  }

  private static Outcome invalidName() {
    return refused(
        ProductRefusal.NAME_INVALID, "A product's name is one line of 1 to 100 characters.");
  }

  /** The product after an event; an event before its creation leaves it absent. */
  public static @Nullable Product evolve(@Nullable Product state, ProductEvent event) {
    if (state == null) {
      return event instanceof ProductCreated(OrganizationId seller, String name)
          ? new Product(seller, name, Map.of(), Map.of())
          : null;
    }
    return switch (event) {
      case ProductCreated _ -> state;
      case ProductRenamed(String name) -> state.named(name);
      case PackageAdded(PackageId pkg, var dependencies) ->
          state.with(pkg, new Part(dependencies, false));
      case PackageRemoved(PackageId pkg) -> state.without(pkg);
      case PlanPublished published ->
          state.with(
              published.plan(),
              new Plan(published.name(), published.terms(), published.prices(), false));
      case PlanRetired(PlanId plan) -> state.withoutPlan(plan);
    };
  }
}
