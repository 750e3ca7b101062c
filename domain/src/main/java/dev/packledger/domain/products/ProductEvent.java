package dev.packledger.domain.products;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.terms.Terms;
import java.util.List;

/** What happened to a product. */
public sealed interface ProductEvent extends Event {
  record ProductCreated(OrganizationId seller, String name) implements ProductEvent {}

  record ProductRenamed(String name) implements ProductEvent {}

  /**
   * @param pkg the package
   * @param privateDependencies packages of the same seller that it cannot be installed without
   */
  record PackageAdded(PackageId pkg, List<PackageId> privateDependencies) implements ProductEvent {
    public PackageAdded {
      privateDependencies = List.copyOf(privateDependencies);
    }
  }

  record PackageRemoved(PackageId pkg) implements ProductEvent {}

  /**
   * A plan with its full terms; publishing the same plan again replaces it for later grants only.
   *
   * @param prices the payment provider's price ids that sell this plan
   */
  record PlanPublished(PlanId plan, String name, Terms terms, List<String> prices)
      implements ProductEvent {
    public PlanPublished {
      prices = List.copyOf(prices);
    }
  }

  record PlanRetired(PlanId plan) implements ProductEvent {}
}
