package dev.packledger.registry.npm;

import dev.packledger.registry.npm.NpmRelease.Bytes;
import dev.packledger.registry.shared.RenderedPackage;
import dev.packledger.registry.shared.Sight;
import dev.packledger.registry.shared.json.CanonicalText;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * npm's index documents: a pure function from what one asker may see to exact bytes (npm/registry
 * docs/responses/package-metadata.md). Versions stand in the order of precedence, members in a
 * fixed order, times in milliseconds as JavaScript writes them. Every document is made of the given
 * releases alone, so that nothing hidden shows: not in tags, not in times.
 *
 * @param releases the visible ones in ascending order of version, at least one
 * @param tags all of the package's, hidden ones too
 * @param base the address of the tree, without a trailing slash
 */
public record NpmIndex(
    NpmName name, List<NpmRelease> releases, SortedMap<String, String> tags, URI base) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** Which of a packument's two forms. */
  public enum Form {
    FULL,
    ABBREVIATED
  }

  public NpmIndex {
    releases = List.copyOf(releases);
    tags = new TreeMap<>(tags);
    if (releases.isEmpty()) {
      throw new IllegalArgumentException("there is no document of nothing");
    }
  }

  /**
   * What somebody sees of a package.
   *
   * @param base the address of the tree, without a trailing slash
   */
  static NpmIndex of(Sight.Seen<NpmRelease> seen, URI base) {
    RenderedPackage<NpmRelease> pkg = seen.pkg();
    return new NpmIndex(name(pkg), seen.releases(), pkg.tags(), base);
  }

  static NpmName name(RenderedPackage<NpmRelease> pkg) {
    return NpmName.parse(pkg.name()).orElseThrow();
  }

  /** What an edit must name as the one it read; null where nothing may be edited. */
  static @Nullable String revision(Sight.Seen<NpmRelease> seen) {
    return seen.editable() ? seen.pkg().revision() : null;
  }

  /** One of a packument's forms, as this asker is sent it. */
  static byte[] packument(Sight.Seen<NpmRelease> seen, URI base, Form form) {
    NpmIndex index = of(seen, base);
    return switch (form) {
      case FULL -> index.packument(revision(seen));
      case ABBREVIATED -> index.abbreviatedPackument();
    };
  }

  /**
   * The full packument.
   *
   * @param revision for those who may edit what they read; null for everybody else
   */
  public byte[] packument(@Nullable String revision) {
    Bytes document = new Bytes();
    document.add("{\"_id\":" + CanonicalText.quoted(name.text()));
    if (revision != null) {
      document.add(",\"_rev\":" + CanonicalText.quoted(revision));
    }
    document.add(",\"name\":" + CanonicalText.quoted(name.text()));
    String description = newest().text("description");
    if (!description.isEmpty()) {
      document.add(",\"description\":" + CanonicalText.quoted(description));
    }
    document.add(",\"dist-tags\":" + object(distTags()));
    versions(document, Form.FULL);
    times(document);
    return document.add("}").done();
  }

  /** The abbreviated packument, enough to plan an installation. */
  public byte[] abbreviatedPackument() {
    Bytes document = new Bytes();
    document.add("{\"dist-tags\":" + object(distTags()));
    document.add(
        ",\"modified\":\"" + time(last()) + "\",\"name\":" + CanonicalText.quoted(name.text()));
    versions(document, Form.ABBREVIATED);
    return document.add("}").done();
  }

  /** The document of one visible version. */
  public byte[] versionDocument(NpmRelease release) {
    Bytes document = new Bytes();
    release.write(document, base, Form.FULL);
    return document.done();
  }

  /** The document of {@code npm dist-tag ls}. */
  public byte[] distTagsDocument() {
    return new Bytes().add(object(distTags())).done();
  }

  /**
   * The tags that name visible versions. {@code latest} always names one: the version it was put
   * on, else the greatest visible stable one, else the greatest visible one.
   */
  public SortedMap<String, String> distTags() {
    SortedMap<String, String> visible = new TreeMap<>(tags);
    visible.values().removeIf(version -> find(version).isEmpty());
    visible.computeIfAbsent(NpmTag.LATEST, latest -> greatest().version().text());
    return visible;
  }

  /** The visible release that a version or tag names. */
  public Optional<NpmRelease> resolve(String versionOrTag) {
    Optional<NpmRelease> named = find(versionOrTag);
    return named.isPresent()
        ? named
        : Optional.ofNullable(distTags().get(versionOrTag)).flatMap(this::find);
  }

  /** What a search looks through, in lower case. */
  String searchText() {
    NpmRelease newest = newest();
    return (name.text()
            + ' '
            + newest.text("description")
            + ' '
            + String.join(" ", newest.texts("keywords")))
        .toLowerCase(Locale.ROOT);
  }

  /**
   * A page of a search's result ({@code GET /-/v1/search}, npm/registry docs/REGISTRY-API.md).
   *
   * @param total how many were found on all pages
   */
  static String searchResult(List<NpmIndex> page, int total, Instant asked) {
    StringBuilder result = new StringBuilder("{\"objects\":[");
    String separator = "";
    for (NpmIndex index : page) {
      result.append(separator).append("{\"package\":").append(index.found()).append('}');
      separator = ",";
    }
    return result.append("],\"time\":\"" + time(asked) + "\",\"total\":" + total + '}').toString();
  }

  private String found() {
    NpmRelease newest = newest();
    return "{\"date\":\""
        + time(newest.publishedAt())
        + "\",\"description\":"
        + CanonicalText.quoted(newest.text("description"))
        + ",\"keywords\":["
        + newest.texts("keywords").stream()
            .map(CanonicalText::quoted)
            .collect(Collectors.joining(","))
        + "],\"links\":{},\"maintainers\":[],\"name\":"
        + CanonicalText.quoted(name.text())
        + ",\"version\":\""
        + newest.version().text()
        + "\"}";
  }

  /** The release that {@code latest} names. */
  NpmRelease newest() {
    return resolve(NpmTag.LATEST).orElseThrow();
  }

  private Optional<NpmRelease> find(String version) {
    return releases.stream().filter(r -> r.version().text().equals(version)).findFirst();
  }

  private NpmRelease greatest() {
    return releases.stream()
        .filter(release -> release.version().stable())
        .reduce((lesser, greater) -> greater)
        .orElse(releases.getLast());
  }

  private void versions(Bytes document, Form form) {
    String separator = ",\"versions\":{";
    for (NpmRelease release : releases) {
      document.add(separator).add('"' + release.version().text() + "\":");
      release.write(document, base, form);
      separator = ",";
    }
    document.add("}");
  }

  private void times(Bytes document) {
    document.add(
        ",\"time\":{\"created\":\"" + time(first()) + "\",\"modified\":\"" + time(last()) + '"');
    for (NpmRelease release : releases) {
      document.add(",\"" + release.version().text() + "\":\"" + time(release.publishedAt()) + '"');
    }
    document.add("}");
  }

  private Instant first() {
    return releases.stream()
        .map(NpmRelease::publishedAt)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private Instant last() {
    return releases.stream()
        .map(NpmRelease::publishedAt)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  private static String object(SortedMap<String, String> members) {
    StringBuilder object = new StringBuilder("{");
    for (Map.Entry<String, String> member : members.entrySet()) {
      object
          .append(object.length() > 1 ? "," : "")
          .append(CanonicalText.quoted(member.getKey()))
          .append(':')
          .append(CanonicalText.quoted(member.getValue()));
    }
    return object.append('}').toString();
  }
}
