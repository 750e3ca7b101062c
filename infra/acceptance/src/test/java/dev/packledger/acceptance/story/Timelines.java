package dev.packledger.acceptance.story;

import dev.packledger.acceptance.running.Api;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads timelines over HTTP, and says in other words than the product's whose an entry is. */
final class Timelines {
  private Timelines() {}

  /** Every entry of a list, page by page. */
  static List<JsonNode> all(Api api, String path, int limit) {
    List<JsonNode> entries = new ArrayList<>();
    String paged = path + (path.contains("?") ? "&" : "?") + "limit=" + limit;
    @Nullable String after = null;
    do {
      JsonNode page = api.get(paged + (after == null ? "" : "&after=" + after)).is(200).json();
      page.get("items").forEach(entries::add);
      JsonNode next = page.get("next");
      after = next == null || next.isNull() ? null : next.asString();
    } while (after != null);
    return entries;
  }

  static List<Long> positions(List<JsonNode> entries) {
    return entries.stream().map(entry -> entry.get("position").asLong()).toList();
  }

  static Set<String> types(List<JsonNode> entries) {
    Set<String> types = new TreeSet<>();
    entries.forEach(entry -> types.add(entry.get("type").asString()));
    return types;
  }

  /**
   * Which entries are an organisation's to see, of everything that the operator sees: what happened
   * to itself, what it sells, what it holds, and what it gave away at that moment.
   */
  static Predicate<JsonNode> ofOrganization(String organization, List<JsonNode> everything) {
    Map<String, String> tokens = new HashMap<>();
    Set<String> given = new HashSet<>();
    for (JsonNode entry : everything) {
      String type = entry.get("type").asString();
      if (type.equals("token.issued")) {
        tokens.put(entry.get("stream").asString(), entry.at("/after/organization").asString());
      }
      if (type.equals("license.transferred")
          && entry.at("/before/buyer").asString("").equals(organization)) {
        given.add(entry.get("eventId").asString());
      }
      if (type.equals("namespace.transferred")
          && entry.at("/before/owner").asString("").equals(organization)) {
        given.add(entry.get("eventId").asString());
      }
    }
    return entry ->
        organization.equals(entry.get("stream").asString())
            || organization.equals(entry.path("seller").asString(""))
            || organization.equals(entry.path("buyer").asString(""))
            || organization.equals(tokens.get(entry.get("stream").asString()))
            || given.contains(entry.get("eventId").asString());
  }
}
