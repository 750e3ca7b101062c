package dev.packledger.registry.npm;

import dev.packledger.registry.shared.http.RawPath;
import java.util.List;
import java.util.Optional;

/**
 * What a path below an organisation's npm tree names (npm/registry docs/REGISTRY-API.md; the
 * clients of npm/cli, npm-profile and libnpmpublish). The scope's slash comes as {@code %2f} (npm,
 * Yarn), {@code %2F} (pnpm) or itself.
 */
public sealed interface NpmAddress {
  record Packument(NpmName name) implements NpmAddress {}

  /** One version's document, by version or tag. */
  record VersionDocument(NpmName name, String versionOrTag) implements NpmAddress {}

  record Tarball(NpmName name, String filename) implements NpmAddress {}

  /** A tarball as the second half of an {@code unpublish} names it. */
  record TarballRevision(NpmName name, String filename) implements NpmAddress {}

  /** A package at a revision: the first half of an {@code unpublish}. */
  record Revision(NpmName name, String revision) implements NpmAddress {}

  record DistTags(NpmName name) implements NpmAddress {}

  record DistTag(NpmName name, String tag) implements NpmAddress {}

  record Whoami() implements NpmAddress {}

  record Ping() implements NpmAddress {}

  /** The login of {@code npm login}; {@code user} is what the person typed. */
  record User(String user) implements NpmAddress {}

  record Search() implements NpmAddress {}

  /** Known vulnerabilities of what is being installed; asked at every install. */
  record Advisories() implements NpmAddress {}

  /** A package whose name is none. */
  record BadName() implements NpmAddress {}

  /** Anything else. */
  record Unknown() implements NpmAddress {}

  /**
   * Reads a raw path that begins with a slash.
   *
   * @param basePath the path of the tree itself, without a trailing slash. {@code npm unpublish}
   *     sends it twice where the scope has a registry of its own, and takes the 404 for success
   *     (libnpmpublish lib/unpublish.js, getPathname)
   */
  static NpmAddress parse(String rawPath, String basePath) {
    boolean doubled = !basePath.isEmpty() && rawPath.startsWith(basePath + "/@");
    Optional<List<String>> segments =
        RawPath.segments(doubled ? rawPath.substring(basePath.length()) : rawPath);
    if (segments.isEmpty() || segments.get().isEmpty()) {
      return new Unknown();
    }
    List<String> path = segments.get();
    return path.getFirst().equals("-")
        ? Grammar.service(path.subList(1, path.size()))
        : Grammar.named(path);
  }

  /** The three shapes of a path. */
  final class Grammar {
    private static final String COUCH_USER = "org.couchdb.user:";

    private Grammar() {}

    private static NpmAddress service(List<String> path) {
      if (path.size() > 1 && path.getFirst().equals("package")) {
        return tags(path.subList(1, path.size()));
      }
      if (path.size() == 2 && path.getFirst().equals("user")) {
        String user = path.get(1);
        return user.startsWith(COUCH_USER)
            ? new User(user.substring(COUCH_USER.length()))
            : new Unknown();
      }
      return switch (String.join("/", path)) {
        case "whoami" -> new Whoami();
        case "ping" -> new Ping();
        case "v1/search" -> new Search();
        case "npm/v1/security/advisories/bulk" -> new Advisories();
        default -> new Unknown();
      };
    }

    private static NpmAddress tags(List<String> path) {
      int used = nameSegments(path);
      Optional<NpmName> name = name(path, used);
      List<String> rest = path.subList(used, path.size());
      if (rest.isEmpty() || !rest.getFirst().equals("dist-tags") || rest.size() > 2) {
        return new Unknown();
      }
      if (name.isEmpty()) {
        return new BadName();
      }
      return rest.size() == 1 ? new DistTags(name.get()) : new DistTag(name.get(), rest.get(1));
    }

    private static NpmAddress named(List<String> path) {
      int used = nameSegments(path);
      Optional<NpmName> name = name(path, used);
      List<String> rest = path.subList(used, path.size());
      if (name.isEmpty()) {
        return new BadName();
      }
      if (rest.isEmpty()) {
        return new Packument(name.get());
      }
      return rest.getFirst().startsWith("-")
          ? part(name.get(), rest)
          : rest.size() == 1 ? new VersionDocument(name.get(), rest.getFirst()) : new Unknown();
    }

    private static NpmAddress part(NpmName name, List<String> rest) {
      if (rest.size() == 2 && rest.getFirst().equals("-rev")) {
        return new Revision(name, rest.get(1));
      }
      if (rest.size() == 2 && rest.getFirst().equals("-")) {
        return new Tarball(name, rest.get(1));
      }
      if (rest.size() == 4 && rest.getFirst().equals("-") && rest.get(2).equals("-rev")) {
        return new TarballRevision(name, rest.get(1));
      }
      return new Unknown();
    }

    private static int nameSegments(List<String> path) {
      boolean scopeAlone = path.getFirst().startsWith("@") && path.getFirst().indexOf('/') < 0;
      return scopeAlone && path.size() > 1 ? 2 : 1;
    }

    private static Optional<NpmName> name(List<String> path, int segments) {
      return NpmName.parse(String.join("/", path.subList(0, segments)));
    }
  }
}
