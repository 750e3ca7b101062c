package dev.packledger.registry.npm;

import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.projections.registryindex.IndexedPackageRow;
import dev.packledger.registry.shared.Asker;
import dev.packledger.registry.shared.RegistryRequest;
import dev.packledger.registry.shared.Sight;
import dev.packledger.registry.shared.http.Answer;
import dev.packledger.registry.shared.http.PresentedSecret;
import dev.packledger.registry.shared.http.Reply;
import dev.packledger.registry.shared.json.CanonicalText;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Who one is, logging in, and what there is to find. */
final class NpmAccountRoutes {
  private static final int FOUND_DEFAULT = 20;
  private static final int FOUND_MAX = 250;

  private final NpmDesk desk;

  NpmAccountRoutes(NpmDesk desk) {
    this.desk = desk;
  }

  /**
   * A token is its organisation's; whose it is besides is for the API to say, which knows people.
   */
  Reply whoami(Asker asker) {
    return switch (asker.account()) {
      case Decision.Denied denied -> NpmDenial.told(denied, asker, null);
      case Decision.Allowed allowed -> json(200, "{\"username\":" + user(asker, allowed) + '}');
    };
  }

  private static String user(Asker asker, Decision.Allowed allowed) {
    return CanonicalText.quoted(asker.request().organizationSlug() + '/' + allowed.token().value());
  }

  Reply ping() {
    return json(200, "{}");
  }

  /** No advisories are kept here; npm asks at every install. */
  Reply advisories(Asker asker) {
    return asker.account() instanceof Decision.Denied denied
        ? NpmDenial.told(denied, asker, null)
        : json(200, "{}");
  }

  /**
   * Logging in as npm's fallback does it (npm-profile lib/index.js): the password is an access
   * token, which npm then keeps as what it sends.
   */
  Reply login(String user, RegistryRequest asked, HttpServletRequest request) throws IOException {
    Optional<String> secret =
        NpmTagRoutes.body(request)
            .map(body -> body.path("password"))
            .filter(JsonNode::isString)
            .map(JsonNode::stringValue)
            .map(String::strip)
            .filter(text -> !text.isEmpty());
    if (secret.isEmpty()) {
      return NpmTagRoutes.malformed();
    }
    Credential shown = new Credential.Secret(PresentedSecret.digest(secret.get()), asked.address());
    Asker asker = new Asker(asked, shown, desk.ports().access());
    return switch (asker.account()) {
      case Decision.Denied denied -> NpmDenial.told(denied, asker, null);
      case Decision.Allowed _ ->
          json(
              201,
              "{\"id\":"
                  + CanonicalText.quoted("org.couchdb.user:" + user)
                  + ",\"ok\":true,\"token\":"
                  + CanonicalText.quoted(secret.get())
                  + '}');
    };
  }

  /** Packages whose name, description or keywords hold every word, among those that are visible. */
  Reply search(Asker asker, HttpServletRequest request) {
    if (asker.account() instanceof Decision.Denied denied) {
      return NpmDenial.told(denied, asker, null);
    }
    List<String> words =
        List.of(parameter(request, "text").toLowerCase(Locale.ROOT).strip().split("\\s+", -1));
    List<NpmIndex> found = new ArrayList<>();
    for (IndexedPackageRow row : desk.packages().of(asker.request().organization())) {
      if (Sight.of(row.id(), asker, desk.packages()) instanceof Sight.Seen<NpmRelease> seen) {
        NpmIndex index = NpmIndex.of(seen, asker.request().base());
        if (words.stream().allMatch(index.searchText()::contains)) {
          found.add(index);
        }
      }
    }
    int from = Math.min(number(request, "from", 0), found.size());
    int to =
        Math.min(from + Math.min(number(request, "size", FOUND_DEFAULT), FOUND_MAX), found.size());
    return json(
        200,
        NpmIndex.searchResult(found.subList(from, to), found.size(), asker.request().instant()));
  }

  private static String parameter(HttpServletRequest request, String name) {
    @Nullable String value = request.getParameter(name);
    return value == null ? "" : value;
  }

  private static int number(HttpServletRequest request, String name, int otherwise) {
    String value = parameter(request, name);
    return value.matches("\\d{1,6}") ? Integer.parseInt(value) : otherwise;
  }

  private static Answer json(int status, String body) {
    return Answer.of(status, body.getBytes(StandardCharsets.UTF_8))
        .with("Content-Type", NpmReadRoutes.JSON)
        .with("Cache-Control", "no-store");
  }
}
