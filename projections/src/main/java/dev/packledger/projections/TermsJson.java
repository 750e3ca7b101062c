package dev.packledger.projections;

import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.terms.SeatRule;
import dev.packledger.domain.terms.Terms;
import dev.packledger.domain.terms.TokenRules;
import dev.packledger.domain.terms.Updates;
import dev.packledger.domain.terms.VersionConstraint;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Terms as one text column: JSON with its members always in the same order, so that equal terms are
 * equal bytes. A projection's own form; the ledger's is the event codec's.
 */
public final class TermsJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private TermsJson() {}

  public static String write(Terms terms) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("kind", StoredValue.text(terms.kind()));
    strings(json, "packages", terms.packages().stream().map(PackageId::value).toList());
    ObjectNode seats = json.putObject("seats");
    seats.put("minimum", terms.seats().minimum());
    seats.put("maximum", terms.seats().maximum());
    seats.put("counted", StoredValue.text(terms.seats().counted()));
    json.put(
        "updates",
        switch (terms.updates()) {
          case Updates.WhileActive always -> null;
          case Updates.ForPeriod limited -> limited.period().toString();
        });
    VersionConstraint versions = terms.versions();
    json.put("versions", versions == null ? null : versions.text());
    strings(json, "channels", List.copyOf(terms.channels()));
    json.put("onLapse", StoredValue.text(terms.onLapse()));
    json.put("graceDays", terms.graceDays());
    ObjectNode tokens = json.putObject("tokens");
    tokens.put("lifetimeDays", terms.tokens().lifetimeDays());
    strings(tokens, "addresses", terms.tokens().addresses());
    return JSON.writeValueAsString(json);
  }

  public static Terms read(String text) {
    JsonNode json = JSON.readTree(text);
    JsonNode seats = json.required("seats");
    JsonNode tokens = json.required("tokens");
    String updates = textOrNull(json.required("updates"));
    String versions = textOrNull(json.required("versions"));
    return new Terms(
        StoredValue.constant(Terms.Kind.class, json.required("kind").asString()),
        strings(json.required("packages")).stream().map(PackageId::new).toList(),
        new SeatRule(
            seats.required("minimum").asInt(),
            intOrNull(seats.required("maximum")),
            StoredValue.constant(SeatRule.Counted.class, seats.required("counted").asString())),
        updates == null ? new Updates.WhileActive() : new Updates.ForPeriod(Period.parse(updates)),
        versions == null ? null : new VersionConstraint(versions),
        new HashSet<>(strings(json.required("channels"))),
        StoredValue.constant(Terms.OnLapse.class, json.required("onLapse").asString()),
        json.required("graceDays").asInt(),
        new TokenRules(
            intOrNull(tokens.required("lifetimeDays")), strings(tokens.required("addresses"))));
  }

  private static void strings(ObjectNode json, String name, List<String> values) {
    values.forEach(json.putArray(name)::add);
  }

  private static List<String> strings(JsonNode array) {
    return array.values().stream().map(JsonNode::asString).toList();
  }

  private static @Nullable String textOrNull(JsonNode json) {
    return json.isNull() ? null : json.asString();
  }

  private static @Nullable Integer intOrNull(JsonNode json) {
    return json.isNull() ? null : json.asInt();
  }
}
