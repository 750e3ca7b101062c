package dev.packledger.webhooks.stripe;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The outer part of an event (docs.stripe.com/api/events/object), whatever it carries.
 *
 * @param createdAt in whole seconds, as Stripe tells it
 * @param apiVersion the version that its object is written in; null where Stripe names none
 * @param object what it is about, as it was then
 * @param previous the earlier values of what changed; null where it does not say
 */
record StripeEnvelope(
    String id,
    String type,
    Instant createdAt,
    boolean live,
    @Nullable String apiVersion,
    StripeObject object,
    @Nullable JsonNode previous) {
  /** The first version with subscription items' periods and invoices' parents. */
  static final String API_VERSION_OLDEST = "2025-03-31";

  private static final Pattern ID = Pattern.compile("evt_[A-Za-z0-9_]{1,250}");
  private static final Pattern VERSION = Pattern.compile("20\\d\\d-\\d\\d-\\d\\d(\\.[a-z0-9_]+)?");
  private static final int DATE_LENGTH = 10;

  /** Fields that name the objects an event belongs with. */
  private static final List<String> REFERENCES =
      List.of("customer", "subscription", "invoice", "payment_intent", "charge");

  /**
   * Reads an event.
   *
   * @throws StripeObject.Malformed where it is none
   */
  static StripeEnvelope of(JsonNode tree) {
    StripeObject event = new StripeObject(tree);
    if (!event.text("object").equals("event") || !ID.matcher(event.id()).matches()) {
      throw new StripeObject.Malformed("object", "an event");
    }
    StripeObject data = event.object("data");
    StripeObject previous = data.optionalObject("previous_attributes");
    return new StripeEnvelope(
        event.id(),
        event.text("type"),
        event.instant("created"),
        event.flag("livemode"),
        event.optionalText("api_version"),
        data.object("object"),
        previous == null ? null : previous.node());
  }

  /** Whether the object is written in a form that we can read. */
  boolean isVersionSupported() {
    return apiVersion != null
        && VERSION.matcher(apiVersion).matches()
        && apiVersion.substring(0, DATE_LENGTH).compareTo(API_VERSION_OLDEST) >= 0;
  }

  /** The ids of the objects that it speaks of; its own object's first. */
  List<String> references() {
    Set<String> references = new LinkedHashSet<>();
    addText(references, object.node().get("id"));
    REFERENCES.forEach(name -> addReference(references, object.node().get(name)));
    addReference(references, object.node().at("/parent/subscription_details").get("subscription"));
    JsonNode payment = object.node().path("payment");
    addReference(references, payment.get("payment_intent"));
    addReference(references, payment.get("charge"));
    return List.copyOf(references);
  }

  private static void addReference(Set<String> references, @Nullable JsonNode value) {
    addText(references, value != null && value.isObject() ? value.get("id") : value);
  }

  private static void addText(Set<String> references, @Nullable JsonNode value) {
    if (value != null && value.isString() && value.stringValue().length() <= 255) {
      references.add(value.stringValue());
    }
  }
}
