package dev.packledger.webhooks.stripe;

import dev.packledger.domain.ledger.Sealed;
import org.jspecify.annotations.Nullable;

/** Who paid: the customer's address, closed before it goes anywhere. */
final class Customers {
  private final StripeApi api;
  private final PersonSealing sealing;

  Customers(StripeApi api, PersonSealing sealing) {
    this.api = api;
    this.sealing = sealing;
  }

  /** The customer's address; null where Stripe has none, or the customer was deleted. */
  @Nullable Sealed sealed(Attempt attempt, String customer) {
    StripeObject answer = api.get(attempt.account().account(), "/v1/customers/" + customer);
    return seal(StripeApi.read(() -> answer.optionalText("email")));
  }

  /** The address that was given at the checkout, else the customer's. */
  @Nullable Sealed sealed(Attempt attempt, Snapshot.Checkout checkout) {
    if (checkout.email() != null) {
      return seal(checkout.email());
    }
    return checkout.customer() == null ? null : sealed(attempt, checkout.customer());
  }

  private @Nullable Sealed seal(@Nullable String email) {
    return email == null || email.isBlank() ? null : sealing.seal(email.strip());
  }
}
