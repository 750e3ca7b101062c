package dev.packledger.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.running.Api;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Every filter of the timeline, and its cursors in both directions, against the whole of it. */
final class TimelineFilters {
  private TimelineFilters() {}

  /**
   * Fails where a filter shows more or less than it means.
   *
   * @param everything that the operator sees, which later entries do not change
   * @param buyer who has a licence
   */
  static void narrowAlike(Api operator, List<JsonNode> everything, String buyer) {
    JsonNode paid =
        everything.stream()
            .filter(entry -> entry.get("type").asString().equals("license.payment_received"))
            .findFirst()
            .orElseThrow();
    for (String name : List.of("product", "license")) {
      String value = paid.get(name).asString();
      assertNarrowed(
          operator, everything, name, value, entry -> entry.path(name).asString("").equals(value));
    }
    assertNarrowed(
        operator,
        everything,
        "buyer",
        buyer,
        entry -> entry.path("buyer").asString("").equals(buyer));
    String actor = paid.at("/actor/id").asString();
    assertNarrowed(
        operator,
        everything,
        "actor",
        actor,
        entry -> entry.at("/actor/id").asString().equals(actor));
    String kind = "license.payment_received";
    assertNarrowed(
        operator, everything, "type", kind, entry -> entry.get("type").asString().equals(kind));
    Instant from = Instant.parse(paid.get("at").asString());
    assertNarrowed(
        operator,
        everything,
        "from",
        from.toString(),
        entry -> entry.get("position").asLong() >= firstAt(everything, from));
    assertNarrowed(
        operator,
        everything,
        "until",
        from.toString(),
        entry -> entry.get("position").asLong() < firstAt(everything, from));
  }

  private static long firstAt(List<JsonNode> everything, Instant instant) {
    return everything.stream()
        .filter(entry -> !Instant.parse(entry.get("at").asString()).isBefore(instant))
        .findFirst()
        .orElseThrow()
        .get("position")
        .asLong();
  }

  private static void assertNarrowed(
      Api operator,
      List<JsonNode> everything,
      String name,
      String value,
      Predicate<JsonNode> meaning) {
    String path = "/api/v1/timeline?" + name + "=" + value;
    List<JsonNode> expected = everything.stream().filter(meaning).toList();
    assertThat(expected).as(path).isNotEmpty();
    List<JsonNode> narrowed = Timelines.all(operator, path, 7);
    narrowed.removeIf(entry -> entry.get("position").asLong() > everything.size());
    assertThat(narrowed).as(path).isEqualTo(expected);
    List<JsonNode> turned = Timelines.all(operator, path + "&order=newest_first", 7);
    turned.removeIf(entry -> entry.get("position").asLong() > everything.size());
    assertThat(turned.reversed()).as(path).isEqualTo(expected);
  }
}
