package dev.packledger.webhooks.stripe;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.products.PlanId;
import dev.packledger.domain.products.ProductId;
import dev.packledger.domain.terms.Terms;
import java.util.Optional;

/** What a price sells; supplied by {@code server} from the directory. */
public interface Plans {
  /**
   * The plan of a seller that a price sells; empty where none does (yet). A retired plan is one
   * still: whoever pays for it gets it, and sales are ended by ending the price at Stripe.
   *
   * @param price the provider's price id
   */
  Optional<SoldPlan> ofPrice(OrganizationId seller, String account, String price);

  /** A plan with its terms as they are now, to be kept as a snapshot. */
  record SoldPlan(ProductId product, PlanId plan, Terms terms) {}
}
