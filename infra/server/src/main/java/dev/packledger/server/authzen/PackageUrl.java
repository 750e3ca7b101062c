package dev.packledger.server.authzen;

import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A package URL, such as {@code pkg:npm/%40acme/core@1.2.3}: how the field names a package or a
 * release in one text (ECMA-427). Qualifiers other than {@code platform}, and subpaths, are left
 * aside.
 *
 * @param name the ecosystem's canonical name, namespace included
 * @param version null where a package as a whole is named
 * @param platform for gems; empty otherwise
 */
public record PackageUrl(
    Ecosystem ecosystem, String name, @Nullable String version, String platform) {
  private static final String SCHEME = "pkg:";
  private static final int LENGTH_MAX = 1024;

  /** Empty where the text is no package URL of an ecosystem that we know. */
  public static Optional<PackageUrl> parse(String text) {
    if (!text.startsWith(SCHEME) || text.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    String rest = before(text.substring(SCHEME.length()), '#');
    String qualifiers = after(rest, '?');
    String path = before(rest, '?');
    int slash = path.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    Ecosystem ecosystem = ecosystem(path.substring(0, slash).toLowerCase(Locale.ROOT));
    String named = path.substring(slash + 1);
    int at = named.lastIndexOf('@');
    String encodedName = at > 0 ? named.substring(0, at) : named;
    try {
      String name = name(ecosystem, encodedName);
      String version = at > 0 ? decoded(named.substring(at + 1)) : null;
      return ecosystem == null || name.isEmpty() || (version != null && version.isEmpty())
          ? Optional.empty()
          : Optional.of(new PackageUrl(ecosystem, name, version, platform(qualifiers)));
    } catch (IllegalArgumentException badEscape) {
      return Optional.empty();
    }
  }

  public PackageId packageId() {
    return PackageId.of(ecosystem, name);
  }

  /** Empty where no version is named. */
  public Optional<ReleaseId> releaseId() {
    return Optional.ofNullable(version).map(named -> ReleaseId.of(packageId(), named, platform));
  }

  private static String name(@Nullable Ecosystem ecosystem, String encoded) {
    String name = decoded(encoded);
    return ecosystem == Ecosystem.MAVEN ? name.replace('/', ':') : name;
  }

  private static String platform(String qualifiers) {
    for (String qualifier : qualifiers.split("&")) {
      if (qualifier.startsWith("platform=")) {
        return decoded(qualifier.substring("platform=".length()));
      }
    }
    return "";
  }

  /** A plus is a plus here: package URLs are no forms. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String before(String text, char end) {
    int index = text.indexOf(end);
    return index < 0 ? text : text.substring(0, index);
  }

  private static String after(String text, char start) {
    int index = text.indexOf(start);
    return index < 0 ? "" : text.substring(index + 1);
  }

  private static @Nullable Ecosystem ecosystem(String type) {
    return Ecosystem.ofCode(type.equals("gem") ? "rubygems" : type).orElse(null);
  }
}
