package dev.packledger.server.web;

import dev.packledger.domain.packages.Ecosystem;
import java.util.Set;

/**
 * Which door a raw request path leads to. Nothing is decoded: npm sends {@code %2f} inside a
 * segment, and a decoded path would say something else than the client did.
 */
public sealed interface RequestPath {
  /** Paths of ours, which no organisation may have as its slug. */
  Set<String> RESERVED =
      Set.of(
          ".well-known",
          "access",
          "api",
          "assets",
          "claim",
          "error",
          "health",
          "log",
          "metrics",
          "scim",
          "v2",
          "webhooks");

  /**
   * {@code /{organisation}/{ecosystem}/...}: an organisation's registry.
   *
   * @param rest the raw path after the ecosystem's segment, beginning with a slash
   * @param byHost whether the host name named the organisation, not the path
   */
  record Registry(String slug, Ecosystem ecosystem, String rest, boolean byHost)
      implements RequestPath {}

  /** {@code /webhooks/...}: deliveries of payment providers. */
  record Webhook() implements RequestPath {}

  /** {@code /health/...} and {@code /metrics}: answered even where nothing else is. */
  record Operational() implements RequestPath {}

  /** {@code /access/...} and {@code /.well-known/authzen-configuration}: decisions for others. */
  record Access() implements RequestPath {}

  /** The API, pages, and everything that does not exist. */
  record Web() implements RequestPath {}

  static RequestPath of(String rawPath) {
    String[] segments = rawPath.split("/", 4);
    String first = segments.length > 1 ? segments[1] : "";
    return switch (first) {
      case "webhooks" -> new Webhook();
      case "health", "metrics" -> new Operational();
      case "access" -> new Access();
      case ".well-known" ->
          rawPath.equals("/.well-known/authzen-configuration") ? new Access() : new Web();
      default -> {
        Ecosystem ecosystem =
            segments.length > 2 ? Ecosystem.ofCode(segments[2]).orElse(null) : null;
        yield ecosystem == null || RESERVED.contains(first)
            ? new Web()
            : new Registry(first, ecosystem, segments.length > 3 ? '/' + segments[3] : "/", false);
      }
    };
  }
}
