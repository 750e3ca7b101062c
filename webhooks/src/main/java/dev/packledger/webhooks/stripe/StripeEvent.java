package dev.packledger.webhooks.stripe;

import dev.packledger.webhooks.inbox.InboxEntry;
import dev.packledger.webhooks.inbox.InboxState;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event of a type that we know, ready to be folded.
 *
 * @param object the whole object, for what {@link StripeOrder} compares
 * @param previous the earlier values of what changed; null where it does not say
 * @param applied whether it was applied before
 */
record StripeEvent(
    String id,
    StripeEventType type,
    Instant createdAt,
    Snapshot snapshot,
    JsonNode object,
    @Nullable JsonNode previous,
    boolean applied) {
  /**
   * Reads a kept entry.
   *
   * @param completed makes lists within the object whole
   * @throws StripeObject.Malformed where its object is not of the form that the API reference gives
   */
  static StripeEvent of(InboxEntry entry, UnaryOperator<StripeObject> completed) {
    StripeEnvelope envelope =
        StripeJson.text(entry.body())
            .flatMap(StripeJson::object)
            .map(StripeEnvelope::of)
            .orElseThrow(() -> new StripeObject.Malformed("body", "an event"));
    StripeEventType type =
        StripeEventType.of(envelope.type())
            .orElseThrow(() -> new StripeObject.Malformed("type", "known"));
    StripeObject object = completed.apply(envelope.object());
    return new StripeEvent(
        envelope.id(),
        type,
        envelope.createdAt(),
        Snapshot.of(type.kind(), object),
        object.node(),
        envelope.previous(),
        entry.state() == InboxState.APPLIED);
  }
}
