package dev.packledger.registry.hex;

import dev.packledger.registry.shared.http.RawPath;
import java.util.List;
import java.util.Optional;

/**
 * What a path below an organisation's Hex tree names: the registry (hex_core hex_repo.erl) and the
 * API below {@code /api} (hex_core hex_api_*.erl; hexpm lib/hexpm_web/router.ex). Both exist with
 * and without {@code /repos/NAME}, where only the organisation's own repository has that name.
 */
sealed interface HexAddress {
  /** Of the registry: only read. */
  sealed interface Registry extends HexAddress {}

  /** Of the API. */
  sealed interface Api extends HexAddress {}

  record Names() implements Registry {}

  record Versions() implements Registry {}

  record PublicKey() implements Registry {}

  record Package(HexName name) implements Registry {}

  record Tarball(HexName name, HexVersion version) implements Registry {}

  record Docs(HexName name, HexVersion version) implements Registry {}

  /** A tarball or documentation whose name is none. */
  record BadFile() implements Registry {}

  /** Publishing without the name of the package in the address. */
  record ApiPublish() implements Api {}

  record ApiPackages() implements Api {}

  record ApiPackage(HexName name) implements Api {}

  record ApiReleases(HexName name) implements Api {}

  record ApiRelease(HexName name, HexVersion version) implements Api {}

  record ApiRetirement(HexName name, HexVersion version) implements Api {}

  record ApiDocs(HexName name, HexVersion version) implements Api {}

  record ApiOwners(HexName name) implements Api {}

  /** Who asks; mix looks before it publishes. */
  record ApiMe() implements Api {}

  /** Whether a key may do something ({@code GET /auth}). */
  record ApiAuth() implements Api {}

  /** Something of the API about a name or version that is none. */
  record ApiBadName() implements Api {}

  /** Anything else. */
  record Unknown(boolean api) implements HexAddress {}

  /** Whether it is the API that is asked, whose clients choose a form. */
  default boolean isApi() {
    return switch (this) {
      case Registry _ -> false;
      case Api _ -> true;
      case Unknown(boolean api) -> api;
    };
  }

  /**
   * Reads a raw path that begins with a slash.
   *
   * @param repository the name of the organisation's repository
   */
  static HexAddress parse(String rawPath, String repository) {
    Optional<List<String>> segments = RawPath.segments(rawPath);
    if (segments.isEmpty() || segments.get().isEmpty()) {
      return new Unknown(false);
    }
    List<String> path = segments.get();
    boolean api = path.getFirst().equals("api");
    List<String> rest = api ? path.subList(1, path.size()) : path;
    if (rest.size() > 2 && rest.getFirst().equals("repos")) {
      if (!rest.get(1).equals(repository)) {
        return new Unknown(api);
      }
      rest = rest.subList(2, rest.size());
    }
    return api ? Grammar.api(rest) : Grammar.registry(rest);
  }

  /** The two halves. */
  final class Grammar {
    private static final String TARBALL = ".tar";
    private static final String DOCS = ".tar.gz";

    private Grammar() {}

    private static HexAddress registry(List<String> path) {
      if (path.size() == 1) {
        return switch (path.getFirst()) {
          case "names" -> new Names();
          case "versions" -> new Versions();
          case "public_key" -> new PublicKey();
          default -> new Unknown(false);
        };
      }
      if (path.size() != 2) {
        return new Unknown(false);
      }
      String last = path.getLast();
      return switch (path.getFirst()) {
        case "packages" ->
            HexName.parse(last).<HexAddress>map(Package::new).orElseGet(BadFile::new);
        case "tarballs" ->
            file(last, TARBALL)
                .<HexAddress>map(file -> new Tarball(file.name(), file.version()))
                .orElseGet(BadFile::new);
        case "docs" ->
            file(last, DOCS)
                .<HexAddress>map(file -> new Docs(file.name(), file.version()))
                .orElseGet(BadFile::new);
        default -> new Unknown(false);
      };
    }

    private record File(HexName name, HexVersion version) {}

    /** A name has no hyphen, so the first one ends it. */
    private static Optional<File> file(String filename, String suffix) {
      int hyphen = filename.indexOf('-');
      if (hyphen < 0 || !filename.endsWith(suffix)) {
        return Optional.empty();
      }
      Optional<HexName> name = HexName.parse(filename.substring(0, hyphen));
      int end = filename.length() - suffix.length();
      Optional<HexVersion> version =
          end <= hyphen ? Optional.empty() : HexVersion.parse(filename.substring(hyphen + 1, end));
      return name.isPresent() && version.isPresent()
          ? Optional.of(new File(name.get(), version.get()))
          : Optional.empty();
    }

    private static HexAddress api(List<String> path) {
      return switch (String.join("/", path)) {
        case "publish" -> new ApiPublish();
        case "packages" -> new ApiPackages();
        case "users/me" -> new ApiMe();
        case "auth" -> new ApiAuth();
        default ->
            path.size() > 1 && path.getFirst().equals("packages")
                ? HexName.parse(path.get(1))
                    .map(name -> named(name, path.subList(2, path.size())))
                    .orElseGet(ApiBadName::new)
                : new Unknown(true);
      };
    }

    private static HexAddress named(HexName name, List<String> path) {
      if (path.isEmpty()) {
        return new ApiPackage(name);
      }
      if (path.getFirst().equals("owners")) {
        return new ApiOwners(name);
      }
      if (!path.getFirst().equals("releases")) {
        return new Unknown(true);
      }
      if (path.size() == 1) {
        return new ApiReleases(name);
      }
      Optional<HexVersion> version = HexVersion.parse(path.get(1));
      if (version.isEmpty()) {
        return new ApiBadName();
      }
      return switch (String.join("/", path.subList(2, path.size()))) {
        case "" -> new ApiRelease(name, version.get());
        case "retire" -> new ApiRetirement(name, version.get());
        case "docs" -> new ApiDocs(name, version.get());
        default -> new Unknown(true);
      };
    }
  }
}
