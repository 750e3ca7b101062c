package dev.packledger.webhooks.stripe;

import dev.packledger.webhooks.inbox.InboxEntry;
import java.util.List;

/** What tests outside of the package need of it. */
public final class StripeApplications {
  private StripeApplications() {}

  /** The references that the inbox would keep of an entry. */
  public static List<String> references(InboxEntry entry) {
    return StripeJson.text(entry.body())
        .flatMap(StripeJson::object)
        .map(StripeEnvelope::of)
        .map(StripeEnvelope::references)
        .orElseThrow();
  }
}
