package dev.packledger.server.forwardauth;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.Ecosystem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a route of a proxy leads to, as its configuration says in one header: {@code
 * organization=initech; ecosystem=npm; prefix=/packages; strangers=404}. One header that is always
 * needed, because a proxy that sets it also overwrites what a client may have sent under its name.
 *
 * @param slug whose tokens work; null ({@code *}) for those of any organisation
 * @param prefix of the paths that are the registry's; without a slash at its end, empty for all
 * @param strangersStatus what a stranger is told with: 403 for proxies that can only pass on 401
 *     and 403 (nginx), 404 for those that pass on every status
 */
record ForwardedRoute(
    @Nullable String slug, Ecosystem ecosystem, String prefix, int strangersStatus) {
  private static final Set<String> KEYS =
      Set.of("organization", "ecosystem", "prefix", "strangers");

  /**
   * @throws Misconfigured where the header is absent or says something else
   */
  static ForwardedRoute of(@Nullable String header) throws Misconfigured {
    if (header == null) {
      throw new Misconfigured("The proxy sends no " + ForwardAuthHandler.ROUTE + " header.");
    }
    Map<String, String> values = values(header);
    String organization = values.getOrDefault("organization", "");
    if (organization.isEmpty()) {
      throw new Misconfigured("The route names no organization; * is for any.");
    }
    Ecosystem ecosystem =
        Ecosystem.ofCode(values.getOrDefault("ecosystem", ""))
            .orElseThrow(() -> new Misconfigured("The route names no ecosystem that we know."));
    return new ForwardedRoute(
        organization.equals("*") ? null : organization,
        ecosystem,
        prefix(values.getOrDefault("prefix", "/")),
        strangersStatus(values.getOrDefault("strangers", "403")));
  }

  private static Map<String, String> values(String header) throws Misconfigured {
    Map<String, String> values = new HashMap<>();
    for (String part : header.split(";")) {
      int equals = part.indexOf('=');
      String key = part.substring(0, Math.max(0, equals)).strip();
      if (!KEYS.contains(key) || values.put(key, part.substring(equals + 1).strip()) != null) {
        throw new Misconfigured("The route has organization, ecosystem, prefix, strangers, once.");
      }
    }
    return values;
  }

  private static String prefix(String text) throws Misconfigured {
    if (!text.startsWith("/")) {
      throw new Misconfigured("The route's prefix begins with a slash.");
    }
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private static int strangersStatus(String text) throws Misconfigured {
    return switch (text) {
      case "403" -> 403;
      case "404" -> 404;
      default -> throw new Misconfigured("The route's strangers is 403 or 404.");
    };
  }

  /** The path within the registry; empty where the path is not this route's, letter by letter. */
  Optional<String> within(String rawPath) {
    return rawPath.startsWith(prefix + "/")
        ? Optional.of(rawPath.substring(prefix.length()))
        : Optional.empty();
  }

  Optional<OrganizationId> organization() {
    return Optional.ofNullable(slug).map(OrganizationId::ofSlug);
  }
}
