package dev.packledger.server.web;

import dev.packledger.domain.packages.Ecosystem;
import java.util.Locale;
import java.util.Optional;

/** A host name per organisation: {@code slug.baseDomain/{ecosystem}/...} is that one's registry. */
public record HostNames(String baseDomain) {
  public HostNames {
    baseDomain = baseDomain.toLowerCase(Locale.ROOT);
  }

  /** The host name of an organisation. */
  public String of(String slug) {
    return slug + '.' + baseDomain;
  }

  /** The organisation's registry that a host and raw path name; empty where they name none. */
  Optional<RequestPath> registry(String host, String rawPath) {
    String name = host.toLowerCase(Locale.ROOT);
    String suffix = '.' + baseDomain;
    if (!name.endsWith(suffix)) {
      return Optional.empty();
    }
    String slug = name.substring(0, name.length() - suffix.length());
    String[] segments = rawPath.split("/", 3);
    Ecosystem ecosystem = segments.length > 1 ? Ecosystem.ofCode(segments[1]).orElse(null) : null;
    if (slug.isEmpty() || slug.indexOf('.') >= 0 || ecosystem == null) {
      return Optional.empty();
    }
    String rest = segments.length > 2 ? '/' + segments[2] : "/";
    return Optional.of(new RequestPath.Registry(slug, ecosystem, rest, true));
  }
}
