package dev.packledger.registry.npm;

import dev.packledger.domain.namespaces.NamespaceId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A package's name as npm spells it: {@code @scope/name} or {@code name}. The grammar is that of
 * new packages (npm's {@code validate-npm-package-name}) and a little narrower, so that one name
 * has one spelling: ASCII, lower case, no look-alikes, nothing that JavaScript, Windows or npm
 * itself gives a meaning of its own.
 *
 * @param scope without the {@code @}; null for an unscoped name
 * @param name without the scope
 */
public record NpmName(@Nullable String scope, String name) {
  private static final int CHARS_MAX = 214;
  private static final Pattern PART = Pattern.compile("[a-z0-9](?:[a-z0-9._-]*[a-z0-9_-])?");
  private static final Pattern FORM = Pattern.compile("(?:@([^/@]+)/)?([^/@]+)");

  /** Names of folders and files of npm, properties of JavaScript's objects, devices of Windows. */
  private static final Set<String> RESERVED =
      Set.of("node_modules", "favicon.ico", "constructor", "prototype", "con", "prn", "aux", "nul");

  private static final Pattern DEVICE =
      Pattern.compile("(?:con|prn|aux|nul|com\\d|lpt\\d)(?:\\..*)?");

  public NpmName {
    if (!wellFormed(scope, name)) {
      throw new IllegalArgumentException("not a name of an npm package");
    }
  }

  /** Reads a name; empty where it is none. */
  public static Optional<NpmName> parse(String text) {
    if (text.length() > CHARS_MAX) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(text);
    return form.matches() && wellFormed(form.group(1), form.group(2))
        ? Optional.of(new NpmName(form.group(1), form.group(2)))
        : Optional.empty();
  }

  private static boolean wellFormed(@Nullable String scope, String name) {
    int length = name.length() + (scope == null ? 0 : scope.length() + 2);
    return length <= CHARS_MAX && (scope == null || usable(scope)) && usable(name);
  }

  private static boolean usable(String part) {
    return PART.matcher(part).matches()
        && !RESERVED.contains(part)
        && !DEVICE.matcher(part).matches();
  }

  /** The canonical text, which is also the only one. */
  public String text() {
    return scope == null ? name : '@' + scope + '/' + name;
  }

  public PackageId id() {
    return PackageId.of(Ecosystem.NPM, text());
  }

  /** The namespace that must be its publisher's; null for an unscoped name. */
  public @Nullable NamespaceId namespace() {
    return scope == null ? null : NamespaceId.of(Ecosystem.NPM, scope);
  }

  /** The customary name of a version's file: the scope is not part of it. */
  public String filename(NpmVersion version) {
    return name + '-' + version.text() + ".tgz";
  }

  @Override
  public String toString() {
    return text();
  }
}
