package dev.packledger.domain.products;

import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.terms.Terms;
import java.util.List;

/** What may be asked of a product. */
public sealed interface ProductCommand extends Command {
  ProductId product();

  @Override
  default Id stream() {
    return product();
  }

  record Create(ProductId product, OrganizationId seller, String name) implements ProductCommand {}

  record Rename(ProductId product, String name) implements ProductCommand {}

  record AddPackage(ProductId product, PackageId pkg, List<PackageId> privateDependencies)
      implements ProductCommand {
    public AddPackage {
      privateDependencies = List.copyOf(privateDependencies);
    }
  }

  record RemovePackage(ProductId product, PackageId pkg) implements ProductCommand {}

  record PublishPlan(ProductId product, PlanId plan, String name, Terms terms, List<String> prices)
      implements ProductCommand {
    public PublishPlan {
      prices = List.copyOf(prices);
    }
  }

  record RetirePlan(ProductId product, PlanId plan) implements ProductCommand {}
}
