package dev.packledger.registry.rubygems;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Reason;
import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.releases.Artifact;
import dev.packledger.projections.registryindex.IndexedReleaseRow;
import dev.packledger.registry.shared.RefusedPublication;
import dev.packledger.registry.shared.RenderedPackage;
import dev.packledger.registry.shared.Sight;
import dev.packledger.registry.shared.Tree;
import dev.packledger.registry.shared.running.GoldenFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents as exact bytes ({@code golden/rubygems}), and as Ruby reads them. */
class GemIndexTest {
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  private static final URI BASE = URI.create("http://packages.example.com/initech/rubygems");

  private static final GemSpecification UI =
      specification(
          new Gem("acme-ui", "1.1.0.rc1")
              .needs("acme-core", "~> 1.0 >= 1.0.2")
              .field("required_ruby_version", Gem.requirement(">= 2.7 < 4", ""))
              .field("licenses", "\n- MIT")
              .field("homepage", "https://acme.example")
              .field("description", "\"Ü\\nq\"")
              .field("metadata", "\n  changelog_uri: https://acme.example/log"));

  @Test
  void info() {
    golden("info.txt", GemIndex.info(releases("acme-ui")));
  }

  @Test
  void versionsAndNames() {
    golden("versions.txt", GemIndex.versions(tree()));
    golden("names.txt", GemIndex.names(tree()));
  }

  @Test
  void listsOfGem() {
    golden("specs.4.8.gz", GemSpecs.list(tree(), GemSpecs.Kind.RELEASED));
    golden("latest_specs.4.8.gz", GemSpecs.list(tree(), GemSpecs.Kind.LATEST));
    golden("prerelease_specs.4.8.gz", GemSpecs.list(tree(), GemSpecs.Kind.PRERELEASE));
  }

  @Test
  void documentsOfOneGem() {
    golden("quick.gemspec.rz", GemSpecs.quick(UI, START));
    golden("dependencies.marshal", GemSpecs.dependencies(List.of(UI)));
    List<GemJson.Described> described =
        releases("acme-ui").stream()
            .map(release -> new GemJson.Described(release, specification(release)))
            .toList();
    golden("versions.json", GemJson.versions(described));
    golden("gem.json", GemJson.gem(described, BASE));
  }

  /** What makes bundler fetch one line and no more. */
  @Test
  void aNewReleaseChangesNoByteBefore() {
    List<GemRelease> releases = releases("acme-ui");
    String before = "";
    for (int i = 1; i <= releases.size(); i++) {
      List<Tree.Package<GemRelease>> tree =
          List.of(
              part("acme-core", releases("acme-core").subList(0, 1)),
              part("acme-ui", releases.subList(0, i)));
      String after = new String(GemIndex.versions(tree), UTF_8);
      assertThat(after).startsWith(before).hasSizeGreaterThan(before.length());
      before = after;
    }
  }

  /** The MD5 of the last line of a gem is that of its info; so bundler knows whether to ask. */
  @Test
  void theLastLineNamesTheInfoOfNow() {
    List<GemRelease> releases = withdrawn(releases("acme-ui"), 1);
    List<GemRelease> listed = releases.stream().filter(GemRelease::listed).toList();
    String versions = new String(GemIndex.versions(List.of(part("acme-ui", releases))), UTF_8);
    List<String> lines = versions.lines().toList();
    assertThat(lines.getLast())
        .isEqualTo("acme-ui -" + releases.get(1).shown() + ' ' + md5(GemIndex.info(listed)));
    assertThat(versions).doesNotEndWith("\n\n");
  }

  @Test
  void whatWasLostEndsWithALineOfItsOwn() {
    List<Tree.Package<GemRelease>> tree =
        List.of(
            part("acme-core", releases("acme-core")),
            hidden("acme-ui", Reason.LICENSE_REVOKED, START.plus(Duration.ofDays(1))),
            hidden("acme-new", Reason.PACKAGE_NOT_LICENSED, null));
    List<String> lines = new String(GemIndex.versions(tree), UTF_8).lines().toList();
    String lost = "acme-ui -0 " + md5(GemIndex.EMPTY.getBytes(UTF_8));
    assertThat(lines).contains(lost).noneMatch(line -> line.startsWith("acme-new"));
    assertThat(lines.indexOf(lost)).isEqualTo(lines.size() - 2);
  }

  @Test
  void rubyReadsWhatIsWritten(@TempDir Path folder) throws IOException {
    Files.write(folder.resolve("specs"), GemSpecs.list(tree(), GemSpecs.Kind.RELEASED));
    Files.write(folder.resolve("quick"), GemSpecs.quick(UI, START));
    Files.write(folder.resolve("dependencies"), GemSpecs.dependencies(List.of(UI)));
    String script =
        """
        folder = File.dirname(ARGV[0])
        read = ->(name) { File.binread(File.join(folder, name)) }
        Marshal.load(Gem::Util.gunzip(read["specs"])).each { |name, version, platform| puts "#{name} #{version.class} #{version} #{platform}" }
        spec = Marshal.load(Gem::Util.inflate(read["quick"]))
        puts spec.full_name, spec.summary, spec.description.inspect, spec.dependencies.inspect, spec.required_ruby_version, spec.date, spec.metadata
        puts Marshal.load(read["dependencies"]).inspect
        """;
    assertThat(Ruby.judged(folder, script, List.of()))
        .containsExactly(
            "acme-core Gem::Version 1.0.0 ruby",
            "acme-core Gem::Version 1.0.0 x86_64-linux",
            "acme-ui Gem::Version 1.0 ruby",
            "acme-ui Gem::Version 2.0.0 ruby",
            "acme-ui-1.1.0.rc1",
            "A gem",
            "\"Ü\\nq\"",
            "[<Gem::Dependency type=:runtime name=\"acme-core\" requirements=\"~> 1.0,"
                + " >= 1.0.2\">]",
            ">= 2.7, < 4",
            "2025-01-01 00:00:00 UTC",
            "{\"changelog_uri\"=>\"https://acme.example/log\"}",
            "[{:name=>\"acme-ui\", :number=>\"1.1.0.rc1\", :platform=>\"ruby\","
                + " :dependencies=>[[\"acme-core\", \">= 1.0.2, ~> 1.0\"]]}]");
  }

  private static List<Tree.Package<GemRelease>> tree() {
    return List.of(
        part("acme-core", releases("acme-core")),
        part("acme-ui", withdrawn(releases("acme-ui"), 3)),
        hidden("acme-zip", Reason.LICENSE_EXPIRED, START.plus(Duration.ofHours(30))));
  }

  private static final Map<String, List<GemSpecification>> GEMS =
      new TreeMap<>(
          Map.of(
              "acme-core",
              List.of(
                  specification(new Gem("acme-core", "1.0.0")),
                  specification(new Gem("acme-core", "1.0.0").field("platform", "x86_64-linux"))),
              "acme-ui",
              List.of(
                  specification(new Gem("acme-ui", "1.0").needs("acme-core", "~> 1.0")),
                  UI,
                  specification(new Gem("acme-ui", "2.0.0").needs("acme-core", ">= 1 < 3")),
                  specification(new Gem("acme-ui", "2.0.1")))));

  private static GemSpecification specification(GemRelease release) {
    return GEMS.getOrDefault("acme-ui", List.of()).stream()
        .filter(specification -> specification.number().equals(release.number()))
        .findFirst()
        .orElseThrow();
  }

  /** Published a day apart, those of one gem between those of the other. */
  private static List<GemRelease> releases(String name) {
    List<GemRelease> releases = new ArrayList<>();
    for (GemSpecification specification : GEMS.getOrDefault(name, List.of())) {
      int place = 2 * releases.size() + (name.equals("acme-ui") ? 1 : 0);
      releases.add(GemRelease.of(name, row(specification, place)));
    }
    return releases;
  }

  private static IndexedReleaseRow row(GemSpecification specification, int place) {
    String json;
    try {
      json = specification.json(1 << 20);
    } catch (RefusedPublication refused) {
      throw new AssertionError(refused);
    }
    return new IndexedReleaseRow(
        GemRelease.id(specification.name(), specification.number(), specification.platform()),
        specification.name().id(),
        specification.number().canonical(),
        specification.platform().identity(),
        specification.number().channel(),
        json,
        List.of(
            new Artifact(
                specification.fullName() + ".gem",
                new Digest(Integer.toString(place).repeat(64)),
                100 + place,
                Map.of())),
        START.plus(Duration.ofDays(place)),
        new Position(10L + place),
        null,
        null,
        null,
        null,
        new Position(10L + place));
  }

  private static List<GemRelease> withdrawn(List<GemRelease> releases, int place) {
    List<GemRelease> changed = new ArrayList<>(releases);
    GemRelease old = releases.get(place);
    changed.set(
        place,
        new GemRelease(
            old.id(),
            old.number(),
            old.platform(),
            old.line(),
            old.file(),
            old.publishedAt(),
            old.publishedPosition(),
            new Position(50)));
    return changed;
  }

  private static Tree.Package<GemRelease> part(String name, List<GemRelease> releases) {
    RenderedPackage<GemRelease> rendered = rendered(name, releases);
    BitSet visible = new BitSet();
    BitSet unlisted = new BitSet();
    for (int i = 0; i < releases.size(); i++) {
      (releases.get(i).listed() ? visible : unlisted).set(i);
    }
    return new Tree.Package<>(rendered, new Sight.Seen<>(rendered, visible, unlisted, false));
  }

  private static Tree.Package<GemRelease> hidden(
      String name, Reason reason, @Nullable Instant since) {
    return new Tree.Package<>(
        rendered(name, List.of()),
        new Sight.Hidden<>(
            new Decision.Denied(
                reason,
                since,
                new Position(99),
                START,
                null,
                List.of(),
                List.of(new Position(5)))));
  }

  private static RenderedPackage<GemRelease> rendered(String name, List<GemRelease> releases) {
    return new RenderedPackage<>(
        new GemName(name).id(), name, releases, new TreeMap<>(), new Position(60));
  }

  private static GemSpecification specification(Gem gem) {
    try {
      GemPublication read =
          GemPublication.read(() -> new ByteArrayInputStream(gem.bytes()), BASE, GemLimits.USUAL);
      return ((GemPublication.NewRelease) read).specification();
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static void golden(String file, byte[] document) {
    new GoldenFile("rubygems/" + file).isExactly(document);
  }
}
