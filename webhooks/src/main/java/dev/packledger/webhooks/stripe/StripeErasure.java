package dev.packledger.webhooks.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.webhooks.inbox.Inbox;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Forgets a person in the kept bodies: what names, reaches or describes them becomes null. */
public final class StripeErasure {
  /** Fields of Stripe's objects that carry personal data (docs.stripe.com/api). */
  private static final Set<String> PERSONAL =
      Set.of(
          "address",
          "billing_details",
          "business_name",
          "collected_information",
          "custom_fields",
          "customer_address",
          "customer_details",
          "customer_email",
          "customer_name",
          "customer_phone",
          "customer_shipping",
          "customer_tax_ids",
          "description",
          "email",
          "evidence",
          "hosted_invoice_url",
          "individual_name",
          "invoice_pdf",
          "metadata",
          "name",
          "payment_method_details",
          "phone",
          "receipt_email",
          "receipt_url",
          "shipping",
          "shipping_details",
          "tax_ids");

  private final Inbox inbox;
  private final InstantSource clock;

  public StripeErasure(Inbox inbox, InstantSource clock) {
    this.inbox = inbox;
    this.clock = clock;
  }

  /**
   * Forgets a customer.
   *
   * @param customer Stripe's customer id; null where they bought as a guest
   * @param licenses what they bought
   * @return how many entries were redacted
   */
  public int forget(String account, @Nullable String customer, Set<LicenseId> licenses) {
    return inbox.redact(
        account,
        customer == null ? Set.of() : Set.of(customer),
        licenses.stream().map(LicenseId::value).collect(Collectors.toSet()),
        StripeErasure::redacted,
        clock.instant());
  }

  /** A body without personal data; one that is no JSON at all, whatever it is, becomes empty. */
  private static byte[] redacted(byte[] body) {
    JsonNode tree =
        StripeJson.text(body).flatMap(StripeJson::object).map(JsonNode::deepCopy).orElse(null);
    if (tree == null) {
      return new byte[0];
    }
    redact(tree.path("data"));
    return tree.toString().getBytes(UTF_8);
  }

  private static void redact(JsonNode node) {
    if (node instanceof ObjectNode object) {
      List<String> personal = new ArrayList<>();
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        if (PERSONAL.contains(field.getKey())) {
          personal.add(field.getKey());
        }
      }
      personal.forEach(object::putNull);
    }
    node.forEach(StripeErasure::redact);
  }
}
