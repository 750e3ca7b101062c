package dev.packledger.registry.shared.archive;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The rules for the paths of one archive, in the order they are met: each path by itself, then
 * against those before it. A path that passes means the same file on every system.
 */
final class PathRules {
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
  private static final int SHOWN_CHARS_MAX = 80;

  private enum Kind {
    FILE,
    FOLDER
  }

  private record Taken(String exact, Kind kind) {}

  private final ArchiveLimits limits;
  private final Map<String, Taken> taken = new HashMap<>();

  PathRules(ArchiveLimits limits) {
    this.limits = limits;
  }

  void file(String path) throws UnsafeArchive {
    accept(path, Kind.FILE);
  }

  /** A folder's path, with or without the slash at its end. */
  void folder(String path) throws UnsafeArchive {
    accept(path.endsWith("/") ? path.substring(0, path.length() - 1) : path, Kind.FOLDER);
  }

  private void accept(String path, Kind kind) throws UnsafeArchive {
    if (path.getBytes(StandardCharsets.UTF_8).length > limits.pathBytesMax()) {
      throw refused(ArchiveRefusal.PATH_TOO_LONG, "a path is too long", path);
    }
    if (path.startsWith("/") || DRIVE.matcher(path).matches()) {
      throw refused(ArchiveRefusal.PATH, "a path is absolute", path);
    }
    if (path.codePoints().anyMatch(PathRules::unwritable)) {
      throw refused(ArchiveRefusal.PATH, "a path holds a character that is not allowed", path);
    }
    String[] segments = path.split("/", -1);
    if (segments.length > limits.depthMax()) {
      throw refused(ArchiveRefusal.TOO_DEEP, "a path is too deep", path);
    }
    for (String segment : segments) {
      if (segment.isEmpty() || segment.endsWith(".") || segment.endsWith(" ")) {
        throw refused(
            ArchiveRefusal.PATH,
            "a path has an empty segment or one ending in a dot or space",
            path);
      }
    }
    takeAll(path, kind);
  }

  /** Takes the path and, as folders, everything above it. */
  private void takeAll(String path, Kind kind) throws UnsafeArchive {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      take(path.substring(0, slash), Kind.FOLDER, true);
    }
    take(path, kind, kind == Kind.FOLDER);
  }

  private void take(String exact, Kind kind, boolean repeatable) throws UnsafeArchive {
    Taken before = taken.putIfAbsent(folded(exact), new Taken(exact, kind));
    if (before == null) {
      return;
    }
    if (!before.exact().equals(exact)) {
      throw refused(ArchiveRefusal.CASE_CLASH, "two paths differ only in case or form", exact);
    }
    if (before.kind() != kind || !repeatable) {
      throw refused(ArchiveRefusal.DUPLICATE, "a path occurs twice", exact);
    }
  }

  /** Equal for paths that some file system holds to be equal. */
  private static String folded(String path) {
    return Normalizer.normalize(path, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  private static boolean unwritable(int codePoint) {
    return codePoint == '\\'
        || codePoint == 0xfffd
        || Character.isISOControl(codePoint)
        || Character.getType(codePoint) == Character.SURROGATE
        || (codePoint >= 0x202a && codePoint <= 0x202e)
        || (codePoint >= 0x2066 && codePoint <= 0x2069);
  }

  private static UnsafeArchive refused(ArchiveRefusal refusal, String what, String path) {
    return new UnsafeArchive(refusal, what + ": " + shown(path));
  }

  /** For a person to read: printable ASCII only, bounded. */
  static String shown(String path) {
    StringBuilder shown = new StringBuilder();
    path.codePoints()
        .limit(SHOWN_CHARS_MAX)
        .forEach(c -> shown.append(c >= ' ' && c < 0x7f ? (char) c : '?'));
    return shown.toString();
  }
}
