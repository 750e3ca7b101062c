package dev.packledger.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.webhooks.stripedouble.SignedEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What the timeline and the receipts tell of a licence.
 *
 * @param seller whose timeline it is
 */
record Told(Marketplace market, Organization seller, String license) {
  /** Newest first. */
  JsonNode timeline() {
    return seller
        .api()
        .get(seller.path("/timeline?limit=200&license=" + license))
        .is(200)
        .json()
        .get("items");
  }

  /** The entry of a type. */
  JsonNode entry(String type) {
    for (JsonNode entry : timeline()) {
      if (entry.get("type").asString().equals(type)) {
        return entry;
      }
    }
    throw new AssertionError("the timeline does not tell " + type);
  }

  /** The provider ended it: one of its events is the cause, and there is a receipt. */
  void isEndedBy(List<SignedEvent> events, String type) {
    Marketplace.await(
        "the timeline tells " + type, () -> timeline().findValuesAsString("type").contains(type));
    JsonNode entry = entry(type);
    assertThat(entry.at("/cause/providerEvent").asString()).as(type).isIn(ids(events));
    hasReceipt(license, entry.get("position").asLong());
  }

  /** The receipt of what ended at a position, or later, says when each node passed it. */
  void hasReceipt(String stream, long position) {
    JsonNode receipts = market.operator().get("/api/v1/receipts?stream=" + stream).is(200).json();
    assertThat(receipts.size()).as("receipts of %s", stream).isPositive();
    JsonNode newest = receipts.get(0);
    assertThat(newest.get("position").asLong()).isGreaterThanOrEqualTo(position);
    assertThat(newest.get("acknowledgedAt").asString()).isNotBlank();
    assertThat(newest.get("nodes").size()).isPositive();
    for (JsonNode node : newest.get("nodes")) {
      assertThat(node.get("passedAt").asString()).isNotBlank();
    }
  }

  static Set<String> ids(List<SignedEvent> events) {
    return events.stream().map(SignedEvent::id).collect(Collectors.toSet());
  }
}
