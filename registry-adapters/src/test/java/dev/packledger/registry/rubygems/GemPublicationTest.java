package dev.packledger.registry.rubygems;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.Refusal;
import dev.packledger.domain.releases.ReleaseCommand;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.registry.shared.archive.ArchiveLimits;
import dev.packledger.registry.shared.archive.ArchiveRefusal;
import dev.packledger.registry.shared.archive.TarBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a gem must be to be taken. */
class GemPublicationTest {
  private static final URI HERE = URI.create("http://packages.example.com/acme/rubygems");
  private static final GemLimits LIMITS =
      new GemLimits(new ArchiveLimits(1 << 20, 8 << 20, 100, 20, 100, 6), 64 << 10, 4_000);

  @Test
  void anHonestGemIsARelease() throws IOException {
    GemPublication.NewRelease release =
        release(
            new Gem("acme-ui", "1.2.0.rc1")
                .field("platform", "i686-linux")
                .needs("acme-core", "~> 1.0 >= 1.0.2")
                .field("required_ruby_version", Gem.requirement(">= 2.7 < 4", ""))
                .field("licenses", "\n- MIT")
                .field("description", "\"Ü \\\"q\\\"\"")
                .bytes());
    GemName name = new GemName("acme-ui");
    ReleaseCommand.Publish command = release.command(new Digest("0".repeat(64)), 7);
    assertThat(command.version()).isEqualTo("1.2.0.rc1");
    assertThat(command.platform()).isEqualTo("x86-linux");
    assertThat(command.channel()).isEqualTo("rc");
    assertThat(command.release()).isEqualTo(ReleaseId.of(name.id(), "1.2.0.rc1", "x86-linux"));
    assertThat(command.artifacts().getFirst().filename())
        .isEqualTo("acme-ui-1.2.0.rc1-x86-linux.gem");
    assertThat(command.packageMetadata())
        .isEqualTo(
            "{\"dependencies\":[{\"name\":\"acme-core\",\"requirement\":[\"~> 1.0\",\">= 1.0.2\"],"
                + "\"runtime\":true}],\"description\":\"Ü \\\"q\\\"\",\"licenses\":[\"MIT\"],"
                + "\"metadata\":{},\"name\":\"acme-ui\",\"number\":\"1.2.0.rc1\","
                + "\"platform\":\"x86-linux\",\"requiredRuby\":[\">= 2.7\",\"< 4\"],"
                + "\"requiredRubygems\":[\">= 0\"],\"rubygemsVersion\":\"3.3.15\","
                + "\"summary\":\"A gem\"}")
        .doesNotContain("Person", "example.com");
    assertThat(GemSpecification.of(release.json())).isEqualTo(release.specification());
  }

  @Test
  void whatIsWrittenInAnotherWayIsTheSameRelease() throws IOException {
    assertThat(release(new Gem("a", "1.0").bytes()).id())
        .isEqualTo(release(new Gem("a", "1.0.0").bytes()).id())
        .isNotEqualTo(release(new Gem("a", "1.0.1").bytes()).id());
    assertThat(release(new Gem("a", "1.0").withoutChecksums().bytes()).id()).isNotNull();
  }

  /** Of an alias a client makes the same object as of what it names, and so do we. */
  @Test
  void aliasesAreRead() throws IOException {
    Gem gem =
        new Gem("a", "1.0")
            .field("required_ruby_version", "&1 " + Gem.requirement(">= 2.7", ""))
            .field("required_rubygems_version", "*1");
    assertThat(release(gem.bytes()).specification().requiredRubygems().texts())
        .containsExactly(">= 2.7");
  }

  @TestFactory
  Stream<DynamicTest> metadataThatIsNotTaken() {
    return Stream.of(
        refused("no name", GemRefusal.METADATA_MALFORMED, new Gem("a", "1").without("name")),
        refused("a bad name", GemRefusal.NAME_INVALID, new Gem("a,b", "1")),
        refused("a bad version", GemRefusal.VERSION_INVALID, new Gem("a", "1.x y")),
        refused("no version", GemRefusal.METADATA_MALFORMED, new Gem("a", "1").without("version")),
        refused(
            "a bad platform",
            GemRefusal.PLATFORM_INVALID,
            new Gem("a", "1").field("platform", "x86/linux")),
        refused(
            "a dependency on no name",
            GemRefusal.REQUIREMENT_INVALID,
            new Gem("a", "1").needs("b:c", ">= 0")),
        refused(
            "an operator that is none",
            GemRefusal.REQUIREMENT_INVALID,
            new Gem("a", "1").needs("b", "=> 0")),
        refused(
            "a foreign object",
            GemRefusal.METADATA_TAG,
            new Gem("a", "1").field("description", "!ruby/object:Kernel {}")),
        refused(
            "a Java object",
            GemRefusal.METADATA_MALFORMED,
            new Gem("a", "1").field("description", "!!javax.script.ScriptEngineManager []")),
        refused(
            "an object inside",
            GemRefusal.METADATA_TAG,
            new Gem("a", "1").field("extra", "\n- !ruby/hash:Evil {}")));
  }

  @TestFactory
  Stream<DynamicTest> yamlThatIsNotTaken() {
    return Stream.of(
        refused(
            "no specification",
            GemRefusal.METADATA_MALFORMED,
            new Gem("a", "1").yaml("--- {name: a, version: '1'}")),
        refused("no YAML", GemRefusal.METADATA_MALFORMED, new Gem("a", "1").yaml("--- [")),
        refused("nothing", GemRefusal.METADATA_MALFORMED, new Gem("a", "1").yaml("\n")),
        refused(
            "a key twice",
            GemRefusal.METADATA_MALFORMED,
            new Gem("a", "1").yaml(new Gem("a", "1").metadata() + "name: b\n")),
        refused(
            "too deep",
            GemRefusal.METADATA_MALFORMED,
            new Gem("a", "1").field("extra", "[".repeat(40) + "]".repeat(40))),
        refused(
            "too many aliases",
            GemRefusal.METADATA_MALFORMED,
            new Gem("a", "1").field("extra", aliases(300))),
        refused(
            "itself inside",
            GemRefusal.METADATA_MALFORMED,
            new Gem("a", "1").field("dependencies", "&x\n- *x")),
        refused(
            "too long for an event",
            GemRefusal.METADATA_TOO_LARGE,
            new Gem("a", "1").field("description", "x".repeat(4_000))),
        refused(
            "too large",
            GemRefusal.METADATA_MALFORMED,
            new Gem("a", "1").field("description", "x".repeat(70 << 10))),
        refused(
            "for another server",
            GemRefusal.PUSH_HOST,
            new Gem("a", "1")
                .field("metadata", "\n  allowed_push_host: https://other.example.com")));
  }

  @Test
  void forThisServerIsTaken() throws IOException {
    Gem gem =
        new Gem("a", "1")
            .field("metadata", "\n  allowed_push_host: https://packages.example.com/x");
    assertThat(read(gem.bytes())).isInstanceOf(GemPublication.NewRelease.class);
  }

  private static String aliases(int count) {
    return "\n- &x [1]\n"
        + IntStream.range(0, count).mapToObj(i -> "- *x").collect(Collectors.joining("\n"));
  }

  @TestFactory
  Stream<DynamicTest> filesThatAreNotTaken() {
    return Stream.of(
        refused("no tar", ArchiveRefusal.MALFORMED, "PK\3\4 this is none".getBytes(UTF_8)),
        refused(
            "parts are missing", GemRefusal.FILES, new TarBytes().file("metadata.gz", "x").tar()),
        refused(
            "another part", ArchiveRefusal.TOO_DEEP, new TarBytes().file("lib/a.rb", "x").tar()),
        refused("an unknown part", GemRefusal.FILES, new TarBytes().file("evil", "x").tar()),
        refused(
            "a part twice",
            ArchiveRefusal.DUPLICATE,
            new TarBytes().file("metadata.gz", "x").file("metadata.gz", "y").tar()),
        refused("cut short", ArchiveRefusal.MALFORMED, cut(new Gem("a", "1").bytes())),
        refused("other bytes than its checksums", GemRefusal.INTEGRITY_MISMATCH, swapped()),
        refused(
            "a link",
            ArchiveRefusal.ENTRY_KIND,
            data(
                new TarBytes()
                    .entry("a", '2', new byte[0], h -> TarBytes.put(h, 157, "/etc/passwd")))),
        refused("a path above", ArchiveRefusal.PATH, data(new TarBytes().file("../a", "x"))),
        refused("an absolute path", ArchiveRefusal.PATH, data(new TarBytes().file("/etc/a", "x"))),
        refused("too many entries", ArchiveRefusal.TOO_MANY_ENTRIES, data(many(21))),
        refused(
            "too much unpacked",
            ArchiveRefusal.UNPACKED_TOO_LARGE,
            data(new TarBytes().file("a", hardlyPacked(9 << 20)))),
        refused(
            "too great a ratio",
            ArchiveRefusal.RATIO,
            data(new TarBytes().file("a", new byte[7 << 20]))),
        refused(
            "no gzip inside",
            ArchiveRefusal.MALFORMED,
            new Gem("a", "1").data(new byte[] {1, 2, 3}).bytes()));
  }

  @Test
  void justWithinTheLimitsIsTaken() throws IOException {
    assertThat(read(data(many(20)))).isInstanceOf(GemPublication.NewRelease.class);
    assertThat(read(new Gem("a", "1").field("description", "x".repeat(3_000)).bytes()))
        .isInstanceOf(GemPublication.NewRelease.class);
  }

  /** What packs to a fraction, but not to nothing. */
  private static byte[] hardlyPacked(int size) {
    byte[] bytes = new byte[size];
    Random random = new Random(1);
    for (int i = 0; i < size; i += 40) {
      bytes[i] = (byte) random.nextInt();
    }
    return bytes;
  }

  private static TarBytes many(int files) {
    TarBytes tar = new TarBytes();
    IntStream.range(0, files).forEach(i -> tar.file("lib/" + i + ".rb", "x"));
    return tar;
  }

  private static byte[] data(TarBytes tar) {
    return new Gem("a", "1").data(tar.tgz()).bytes();
  }

  private static byte[] cut(byte[] gem) {
    return Arrays.copyOf(gem, gem.length - 1500);
  }

  /** The checksums of one gem around the files of another. */
  private static byte[] swapped() {
    byte[] other = new TarBytes().file("lib/a.rb", "A = 2\n").tgz();
    byte[] metadata = TarBytes.gzip(new Gem("a", "1").metadata().getBytes(UTF_8));
    String sums =
        "---\nSHA256:\n  metadata.gz: "
            + Gem.sha256(metadata)
            + "\n  data.tar.gz: "
            + "0".repeat(64)
            + "\n";
    return new TarBytes()
        .file("metadata.gz", metadata)
        .file("data.tar.gz", other)
        .file("checksums.yaml.gz", TarBytes.gzip(sums.getBytes(UTF_8)))
        .tar();
  }

  private static DynamicTest refused(String what, Refusal refusal, Gem gem) {
    return refused(what, refusal, gem.bytes());
  }

  private static DynamicTest refused(String what, Refusal refusal, byte[] gem) {
    return DynamicTest.dynamicTest(
        what,
        () ->
            assertThat(read(gem))
                .isInstanceOfSatisfying(
                    GemPublication.Refused.class,
                    refused -> {
                      Outcome.Refused why = refused.refused();
                      assertThat(why.refusal()).as(why.detail()).isEqualTo(refusal);
                      assertThat(why.detail()).isASCII().doesNotContain("\n").endsWith(".");
                    }));
  }

  private static GemPublication.NewRelease release(byte[] gem) throws IOException {
    GemPublication read = read(gem);
    assertThat(read).isInstanceOf(GemPublication.NewRelease.class);
    return (GemPublication.NewRelease) read;
  }

  private static GemPublication read(byte[] gem) throws IOException {
    return GemPublication.read(() -> new ByteArrayInputStream(gem), HERE, LIMITS);
  }
}
