package dev.packledger.domain.products;

import static dev.packledger.domain.ledger.Outcome.accepted;
import static dev.packledger.domain.ledger.Outcome.refused;

import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.PlainText;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.products.Product.Plan;
import dev.packledger.domain.products.ProductCommand.PublishPlan;
import dev.packledger.domain.products.ProductEvent.PlanPublished;
import dev.packledger.domain.products.ProductEvent.PlanRetired;
import dev.packledger.domain.terms.SeatRule;
import dev.packledger.domain.terms.Terms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of {@link ProductDecider} that is about plans, their terms and their prices. */
final class PlanRules {
  /** Longest grace period, in days. */
  static final int GRACE_DAYS_MAX = 366;

  /** Longest price id of a payment provider or name of a channel, in characters. */
  static final int ID_LENGTH_MAX = 255;

  private PlanRules() {}

  static Outcome publish(Product state, PublishPlan command) {
    Plan known = state.plans().get(command.plan());
    if (known != null && known.retired()) {
      return refused(ProductRefusal.PLAN_RETIRED, "This plan is retired; publish another.");
    }
    if (!PlainText.isName(command.name())) {
      return refused(
          ProductRefusal.PLAN_NAME_INVALID, "A plan's name is one line of 1 to 100 characters.");
    }
    if (others(state, command).stream()
        .anyMatch(other -> other.name().equalsIgnoreCase(command.name()))) {
      return refused(ProductRefusal.PLAN_NAME_TAKEN, "Another plan on sale has this name.");
    }
    Outcome wrongTerms = wrongTerms(state, command.terms());
    if (wrongTerms != null) {
      return wrongTerms;
    }
    Outcome wrongPrices = wrongPrices(state, command);
    if (wrongPrices != null) {
      return wrongPrices;
    }
    Plan plan = new Plan(command.name(), complete(state, command.terms()), command.prices(), false);
    return plan.equals(known) ? accepted() : accepted(published(command.plan(), plan));
  }

  static Outcome retire(Product state, PlanId id) {
    Plan known = state.plans().get(id);
    if (known == null) {
      return refused(ProductRefusal.PLAN_UNKNOWN, "There is no such plan.");
    }
    return known.retired() ? accepted() : accepted(new PlanRetired(id));
  }

  /** The plans on sale whose terms lack something once the product has become another. */
  static List<PlanPublished> completed(Product before, Product after) {
    List<PlanPublished> completed = new ArrayList<>();
    before
        .plansOnSale()
        .forEach(
            (id, plan) -> {
              Terms terms = complete(after, plan.terms());
              if (!terms.equals(plan.terms())) {
                completed.add(published(id, new Plan(plan.name(), terms, plan.prices(), false)));
              }
            });
    return completed;
  }

  /** Whether a plan on sale covers something that the product had and then no longer has. */
  static boolean losesCovered(Product before, Product after) {
    Set<PackageId> lost = before.packages();
    lost.removeAll(after.packages());
    return before.plansOnSale().values().stream()
        .anyMatch(plan -> !Collections.disjoint(plan.terms().packages(), lost));
  }

  private static @Nullable Outcome wrongTerms(Product state, Terms terms) {
    if (terms.packages().isEmpty()) {
      return refused(ProductRefusal.PLAN_PACKAGE_MISSING, "A plan covers at least one package.");
    }
    if (!state.packages().containsAll(terms.packages())) {
      return refused(
          ProductRefusal.PLAN_PACKAGE_UNKNOWN, "The product does not have all these packages.");
    }
    if (terms.seats().counted() != SeatRule.Counted.UNLIMITED && terms.seats().minimum() < 1) {
      return refused(ProductRefusal.PLAN_SEATS_INVALID, "Where seats count, at least one is sold.");
    }
    if (terms.graceDays() > GRACE_DAYS_MAX) {
      return refused(ProductRefusal.PLAN_GRACE_TOO_LONG, "Grace is 366 days at most.");
    }
    return terms.channels().stream().allMatch(id -> PlainText.isIdentifier(id, ID_LENGTH_MAX))
        ? null
        : refused(ProductRefusal.PLAN_CHANNEL_INVALID, "A channel has 1 to 255 plain characters.");
  }

  private static @Nullable Outcome wrongPrices(Product state, PublishPlan command) {
    List<String> prices = command.prices();
    if (new HashSet<>(prices).size() < prices.size()
        || !prices.stream().allMatch(id -> PlainText.isIdentifier(id, ID_LENGTH_MAX))) {
      return refused(
          ProductRefusal.PLAN_PRICE_INVALID,
          "Each price is named once, by 1 to 255 plain characters.");
    }
    return others(state, command).stream()
            .allMatch(other -> Collections.disjoint(other.prices(), prices))
        ? null
        : refused(ProductRefusal.PLAN_PRICE_TAKEN, "Another plan on sale has this price.");
  }

  private static List<Plan> others(Product state, PublishPlan command) {
    return state.plansOnSale().entrySet().stream()
        .filter(other -> !other.getKey().equals(command.plan()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static Terms complete(Product product, Terms terms) {
    return new Terms(
        terms.kind(),
        List.copyOf(product.withDependencies(terms.packages())),
        terms.seats(),
        terms.updates(),
        terms.versions(),
        terms.channels(),
        terms.onLapse(),
        terms.graceDays(),
        terms.tokens());
  }

  private static PlanPublished published(PlanId id, Plan plan) {
    return new PlanPublished(id, plan.name(), plan.terms(), plan.prices());
  }
}
