package dev.packledger.registry.rubygems;

import dev.packledger.registry.shared.http.RawPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a path below an organisation's RubyGems tree names (rubygems/guides
 * rubygems-org-compact-index-api.md, rubygems-org-api.md; the clients' lib/rubygems and
 * lib/bundler).
 */
public sealed interface GemAddress {
  /** The tree itself: {@code gem} looks whether it answers. */
  record Root() implements GemAddress {}

  /** {@code versions} of the compact index. */
  record Versions() implements GemAddress {}

  record Names() implements GemAddress {}

  record Info(GemName name) implements GemAddress {}

  /** One of the lists of {@code gem}. */
  record Specs(GemSpecs.Kind kind) implements GemAddress {}

  /** A release's specification. */
  record Quick(List<Named> candidates) implements GemAddress {}

  /** A release's file. */
  record File(List<Named> candidates) implements GemAddress {}

  /** What some gems need; their names are in the query. */
  record Dependencies() implements GemAddress {}

  record VersionsJson(GemName name) implements GemAddress {}

  record GemJsonDocument(GemName name) implements GemAddress {}

  record Publish() implements GemAddress {}

  record Yank() implements GemAddress {}

  record Owners(GemName name) implements GemAddress {}

  /** Signing in: a token for a token. */
  record ApiKey() implements GemAddress {}

  /** Anything else. */
  record Unknown() implements GemAddress {}

  /** A release as a file's name tells it. */
  record Named(GemName name, GemVersion number, GemPlatform platform) {}

  /** Reads a raw path that begins with a slash. */
  static GemAddress parse(String rawPath) {
    if (rawPath.equals("/")) {
      return new Root();
    }
    Optional<List<String>> segments = RawPath.segments(rawPath);
    return segments.isEmpty() ? new Unknown() : Grammar.of(segments.get());
  }

  /** The shapes of a path. */
  final class Grammar {
    private static final Map<String, GemAddress> FIXED =
        Map.ofEntries(
            Map.entry("versions", new Versions()),
            Map.entry("names", new Names()),
            Map.entry("specs.4.8.gz", new Specs(GemSpecs.Kind.RELEASED)),
            Map.entry("latest_specs.4.8.gz", new Specs(GemSpecs.Kind.LATEST)),
            Map.entry("prerelease_specs.4.8.gz", new Specs(GemSpecs.Kind.PRERELEASE)),
            Map.entry("api/v1/dependencies", new Dependencies()),
            Map.entry("api/v1/gems", new Publish()),
            Map.entry("api/v1/gems/yank", new Yank()),
            Map.entry("api/v1/api_key", new ApiKey()));

    private Grammar() {}

    private static GemAddress of(List<String> path) {
      GemAddress fixed = FIXED.get(String.join("/", path));
      if (fixed != null) {
        return fixed;
      }
      String last = path.getLast();
      return switch (String.join("/", path.subList(0, path.size() - 1))) {
        case "info" -> GemName.parse(last).<GemAddress>map(Info::new).orElseGet(Unknown::new);
        case "gems" -> file(last, ".gem").<GemAddress>map(File::new).orElseGet(Unknown::new);
        case "quick/Marshal.4.8" ->
            file(last, ".gemspec.rz").<GemAddress>map(Quick::new).orElseGet(Unknown::new);
        case "api/v1/versions" ->
            named(last, ".json").<GemAddress>map(VersionsJson::new).orElseGet(Unknown::new);
        case "api/v1/gems" ->
            named(last, ".json").<GemAddress>map(GemJsonDocument::new).orElseGet(Unknown::new);
        default -> owners(path);
      };
    }

    private static GemAddress owners(List<String> path) {
      boolean owners =
          path.size() == 5
              && path.subList(0, 3).equals(List.of("api", "v1", "gems"))
              && path.get(4).matches("owners(?:\\.json|\\.yaml)?");
      return owners
          ? GemName.parse(path.get(3)).<GemAddress>map(Owners::new).orElseGet(Unknown::new)
          : new Unknown();
    }

    private static Optional<GemName> named(String text, String suffix) {
      return text.endsWith(suffix)
          ? GemName.parse(text.substring(0, text.length() - suffix.length()))
          : Optional.empty();
    }

    private static Optional<List<Named>> file(String text, String suffix) {
      return text.endsWith(suffix)
          ? Optional.of(candidates(text.substring(0, text.length() - suffix.length())))
          : Optional.empty();
    }

    /**
     * What a full name may mean: a name, a version and a platform may each hold hyphens, so that
     * one text can be read in several ways.
     */
    static List<Named> candidates(String fullName) {
      List<Named> candidates = new ArrayList<>();
      for (int dash = fullName.indexOf('-'); dash > 0; dash = fullName.indexOf('-', dash + 1)) {
        String rest = fullName.substring(dash + 1);
        int end = rest.indexOf('-');
        Optional<GemName> name = GemName.parse(fullName.substring(0, dash));
        Optional<GemVersion> number = GemVersion.printed(end < 0 ? rest : rest.substring(0, end));
        Optional<GemPlatform> platform =
            end < 0 ? Optional.of(GemPlatform.RUBY) : GemPlatform.parse(rest.substring(end + 1));
        if (name.isPresent() && number.isPresent() && platform.isPresent()) {
          candidates.add(new Named(name.get(), number.get(), platform.get()));
        }
      }
      return candidates;
    }
  }
}
