package dev.packledger.webhooks.stripe;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.products.PlanId;
import dev.packledger.domain.products.ProductId;
import dev.packledger.domain.terms.Terms;
import java.util.Optional;

/** What a price sells; supplied by {@code server} from the directory. */
public interface Plans {
  /**
   * The plan of a seller that a price sells; empty where none does (yet), or where it is retired
   * and nothing new may be granted under it.
   *
   * @param price the provider's price id
   */
  Optional<SoldPlan> ofPrice(OrganizationId seller, String account, String price);

  /** A plan with its terms as they are now, to be kept as a snapshot. */
  record SoldPlan(ProductId product, PlanId plan, Terms terms) {}
}
