package dev.packledger.domain.products;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.terms.Terms;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a product is after its events.
 *
 * @param parts every package that was ever added, in that order
 * @param plans every plan that was ever published, in that order
 */
public record Product(
    OrganizationId seller, String name, Map<PackageId, Part> parts, Map<PlanId, Plan> plans) {
  public Product {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    plans = Collections.unmodifiableMap(new LinkedHashMap<>(plans));
  }

  /**
   * A package of the product.
   *
   * @param privateDependencies packages of the same seller that it cannot be installed without
   * @param removed true once it was taken out
   */
  public record Part(List<PackageId> privateDependencies, boolean removed) {
    public Part {
      privateDependencies = List.copyOf(privateDependencies);
    }
  }

  /**
   * A plan that the product is or was sold under.
   *
   * @param retired true once it is no longer on sale
   */
  public record Plan(String name, Terms terms, List<String> prices, boolean retired) {
    public Plan {
      prices = List.copyOf(prices);
    }
  }

  /** Everything a buyer of the whole product may install. */
  Set<PackageId> packages() {
    return withDependencies(
        parts.entrySet().stream()
            .filter(part -> !part.getValue().removed())
            .map(Map.Entry::getKey)
            .toList());
  }

  /** The packages and whatever they cannot be installed without, however deep. */
  Set<PackageId> withDependencies(Collection<PackageId> packages) {
    Set<PackageId> found = new LinkedHashSet<>(packages);
    Deque<PackageId> open = new ArrayDeque<>(found);
    while (!open.isEmpty()) {
      Part part = parts.get(open.remove());
      if (part != null && !part.removed()) {
        part.privateDependencies().stream().filter(found::add).forEach(open::add);
      }
    }
    return found;
  }

  Map<PlanId, Plan> plansOnSale() {
    return plans.entrySet().stream()
        .filter(plan -> !plan.getValue().retired())
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
  }

  Product named(String newName) {
    return new Product(seller, newName, parts, plans);
  }

  Product with(PackageId pkg, Part part) {
    Map<PackageId, Part> changed = new LinkedHashMap<>(parts);
    changed.put(pkg, part);
    return new Product(seller, name, changed, plans);
  }

  Product without(PackageId pkg) {
    Part part = parts.get(pkg);
    return part == null ? this : with(pkg, new Part(part.privateDependencies(), true));
  }

  Product with(PlanId id, Plan plan) {
    Map<PlanId, Plan> changed = new LinkedHashMap<>(plans);
    changed.put(id, plan);
    return new Product(seller, name, parts, changed);
  }

  Product withoutPlan(PlanId id) {
    Plan plan = plans.get(id);
    return plan == null ? this : with(id, new Plan(plan.name(), plan.terms(), plan.prices(), true));
  }
}
