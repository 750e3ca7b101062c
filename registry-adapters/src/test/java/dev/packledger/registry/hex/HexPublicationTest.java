package dev.packledger.registry.hex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Refusal;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.registry.shared.MemoryBlobs;
import dev.packledger.registry.shared.archive.ArchiveLimits;
import dev.packledger.registry.shared.archive.ArchiveRefusal;
import dev.packledger.registry.shared.archive.TarBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HexPublicationTest {
  private static final HexName NAME = new HexName("acme_ui");
  private static final Set<HexName> HERE = Set.of(new HexName("acme_core"), new HexName("globex"));
  private static final HexLimits SMALL =
      new HexLimits(new ArchiveLimits(16384, 16 << 20, 10, 3, 100, 4), 600, 300, 4608, 1024);

  private static HexPublication read(byte[] body, @Nullable HexName addressed, HexLimits limits) {
    MemoryBlobs blobs = new MemoryBlobs(64 << 20, 64 << 20);
    try (var staged = blobs.stage(OrganizationId.ofSlug("acme"))) {
      return HexPublication.read(
          new ByteArrayInputStream(body),
          addressed,
          name -> new HexMetadata.Surroundings("acme", HERE::contains),
          limits,
          staged);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static HexPublication.NewRelease taken(byte[] body) {
    HexPublication read = read(body, NAME, HexLimits.USUAL);
    assertThat(read).isInstanceOf(HexPublication.NewRelease.class);
    return (HexPublication.NewRelease) read;
  }

  private static void refused(byte[] body, HexLimits limits, Refusal refusal) {
    HexPublication read = read(body, NAME, limits);
    assertThat(read).isInstanceOf(HexPublication.Refused.class);
    assertThat(((HexPublication.Refused) read).refused().refusal())
        .as(((HexPublication.Refused) read).refused().detail())
        .isEqualTo(refusal);
  }

  /** Made by hex_core 0.7.1 of Debian's rebar3. */
  @Test
  void readsWhatHexCoreMakes() {
    byte[] tarball = Golden.bytes("acme_ui-1.2.3-rc.1.tar");
    HexPublication.NewRelease release = taken(tarball);
    assertThat(release.name()).isEqualTo(NAME);
    assertThat(release.version().text()).isEqualTo("1.2.3-rc.1");
    assertThat(release.warning()).isNull();
    assertThat(release.packageMetadata())
        .isEqualTo(new String(Golden.bytes("acme_ui-1.2.3-rc.1.json"), UTF_8).strip());
    assertThat(release.artifact(new Digest("0".repeat(64))).filename())
        .isEqualTo("acme_ui-1.2.3-rc.1.tar");
    assertThat(release.size()).isEqualTo(tarball.length);
  }

  @Test
  void readsEitherAddress() {
    byte[] body = Tarball.of("acme_ui", "1.0.0").bytes();
    assertThat(read(body, null, HexLimits.USUAL)).isInstanceOf(HexPublication.NewRelease.class);
    assertThat(read(body, NAME, HexLimits.USUAL)).isInstanceOf(HexPublication.NewRelease.class);
    assertThat(read(body, new HexName("other"), HexLimits.USUAL))
        .isInstanceOfSatisfying(
            HexPublication.Refused.class,
            no -> assertThat(no.refused().refusal()).isEqualTo(HexRefusal.NAME_MISMATCH));
  }

  @Test
  void findsDependenciesWhereTheyAre() {
    String kept =
        taken(
                Tarball.of("acme_ui", "1.0.0")
                    .more(
                        """
                        {<<"requirements">>,[
                          {<<"acme_core">>,[{<<"requirement">>,<<"~> 1.0">>}]},
                          {<<"jason">>,[{<<"requirement">>,<<"~> 1.0">>},{<<"app">>,<<"json">>}]},
                          {<<"globex">>,[{<<"requirement">>,<<"~> 1.0">>},
                                         {<<"repository">>,<<"hexpm">>}]},
                          {<<"unknown">>,#{<<"requirement">> => <<"~> 1.0">>,
                                           <<"optional">> => true,
                                           <<"repository">> => <<"acme">>}}]}.
                        """)
                    .bytes())
            .packageMetadata();
    assertThat(kept)
        .contains(
            "\"acme_core\":{\"app\":\"acme_core\",\"optional\":false,\"repository\":\"\","
                + "\"requirement\":\"~> 1.0\"}",
            "\"jason\":{\"app\":\"json\",\"optional\":false,\"repository\":\"hexpm\",",
            "\"globex\":{\"app\":\"globex\",\"optional\":false,\"repository\":\"hexpm\",",
            "\"unknown\":{\"app\":\"unknown\",\"optional\":true,\"repository\":\"\",");
  }

  @Test
  void readsTheOldFormOfRequirements() {
    assertThat(
            taken(
                    Tarball.of("acme_ui", "1.0.0")
                        .more(
                            "{<<\"requirements\">>,[[{<<\"name\">>,<<\"jsx\">>},"
                                + "{<<\"requirement\">>,<<\"3.0.0\">>}]]}.")
                        .bytes())
                .packageMetadata())
        .contains("\"requirements\":{\"jsx\":{\"app\":\"jsx\"");
  }

  static Stream<Arguments> wrong() {
    Tarball ok = Tarball.of("acme_ui", "1.0.0");
    String both = Tarball.metadata("acme_ui", "1.0.0", "");
    return Stream.of(
        Arguments.of(new byte[] {1, 2, 3}, ArchiveRefusal.MALFORMED),
        Arguments.of(
            Tarball.of("acme_ui", "1.0.0").withFileOfItsOwn().bytes(),
            ArchiveRefusal.TOO_MANY_ENTRIES),
        Arguments.of(new TarBytes().file("VERSION", "3").tar(), HexRefusal.TARBALL_FILES),
        Arguments.of(new TarBytes().file("../VERSION", "3").tar(), ArchiveRefusal.TOO_DEEP),
        Arguments.of(ok.format("2").bytes(), HexRefusal.TARBALL_VERSION),
        Arguments.of(
            Tarball.of("acme_ui", "1.0.0").checksum("A".repeat(64)).bytes(),
            HexRefusal.TARBALL_CHECKSUM),
        Arguments.of(with("{<<\"name\">>"), HexRefusal.METADATA_MALFORMED),
        Arguments.of(with("name."), HexRefusal.METADATA_MALFORMED),
        Arguments.of(with(both + both), HexRefusal.METADATA_MALFORMED),
        Arguments.of(with(Tarball.metadata("Acme", "1.0.0", "")), HexRefusal.NAME_INVALID),
        Arguments.of(with(Tarball.metadata("other", "1.0.0", "")), HexRefusal.NAME_MISMATCH),
        Arguments.of(with(Tarball.metadata("acme_ui", "1.0", "")), HexRefusal.VERSION_INVALID),
        Arguments.of(
            with(both.replace("<<\"acme_ui\">>}.\n{<<\"build", "nil}.\n{<<\"build")),
            HexRefusal.METADATA_INVALID),
        Arguments.of(with(both.replace("[<<\"rebar3\">>]", "[]")), HexRefusal.METADATA_INVALID),
        Arguments.of(with(both + "{<<\"links\">>,7}."), HexRefusal.METADATA_INVALID),
        Arguments.of(with(both + "{<<\"elixir\">>,<<\"1\">>}."), HexRefusal.METADATA_INVALID),
        Arguments.of(requiring("jsx", "latest", ""), HexRefusal.REQUIREMENT_INVALID),
        Arguments.of(requiring("JSX", "~> 1.0", ""), HexRefusal.NAME_INVALID),
        Arguments.of(
            requiring("jsx", "~> 1.0", ",{<<\"repository\">>,<<\"evil\">>}"),
            HexRefusal.DEPENDENCY_REPOSITORY),
        Arguments.of(inside(tar -> tar.file("../x", "x")), ArchiveRefusal.PATH),
        Arguments.of(
            inside(tar -> tar.entry("x", '2', new byte[0], header -> {})),
            ArchiveRefusal.ENTRY_KIND),
        Arguments.of(inside(tar -> tar.file("a", "x").file("A", "x")), ArchiveRefusal.CASE_CLASH),
        Arguments.of(
            Tarball.of("acme_ui", "1.0.0").contents(new byte[] {1}).bytes(),
            ArchiveRefusal.MALFORMED));
  }

  private interface Change {
    TarBytes to(TarBytes tar);
  }

  private static byte[] inside(Change change) {
    return Tarball.of("acme_ui", "1.0.0").contents(change.to(new TarBytes()).tgz()).bytes();
  }

  private static byte[] with(String metadata) {
    return Tarball.of("acme_ui", "1.0.0").metadata(metadata).bytes();
  }

  private static byte[] requiring(String name, String requirement, String more) {
    return Tarball.of("acme_ui", "1.0.0")
        .more(
            "{<<\"requirements\">>,[{<<\"%s\">>,[{<<\"requirement\">>,<<\"%s\">>}%s]}]}."
                .formatted(name, requirement, more))
        .bytes();
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void refuses(byte[] body, Refusal refusal) {
    refused(body, HexLimits.USUAL, refusal);
  }

  @Test
  void limitsHoldOnBothSides() {
    Tarball tarball = Tarball.of("acme_ui", "1.0.0");
    assertThat(read(tarball.bytes(), NAME, SMALL)).isInstanceOf(HexPublication.NewRelease.class);
    refused(
        Tarball.of("acme_ui", "1.0.0").contents(new byte[16384]).bytes(),
        SMALL,
        ArchiveRefusal.TOO_LARGE);
    refused(
        inside(tar -> tar.file("a", "1").file("b", "1").file("c", "1").file("d", "1")),
        SMALL,
        ArchiveRefusal.TOO_MANY_ENTRIES);
    assertThat(read(inside(tar -> tar.file("a", "1").file("b", "1").file("c", "1")), NAME, SMALL))
        .isInstanceOf(HexPublication.NewRelease.class);
    refused(inside(tar -> tar.file("a", new byte[5 << 20])), SMALL, ArchiveRefusal.RATIO);
    refused(inside(tar -> tar.file("a/b/c/d/e", "1")), SMALL, ArchiveRefusal.TOO_DEEP);
    refused(
        Tarball.of("acme_ui", "1.0.0").more("% " + "x".repeat(600)).bytes(),
        SMALL,
        HexRefusal.METADATA_MALFORMED);
    refused(
        Tarball.of("acme_ui", "1.0.0")
            .more("{<<\"description\">>,<<\"" + "x".repeat(200) + "\">>}.")
            .bytes(),
        SMALL,
        HexRefusal.METADATA_TOO_LARGE);
  }

  @Test
  void warnsOfWhatOldClientsRefuse() {
    byte[] large = incompressible(9 << 20);
    byte[] small = incompressible(7 << 20);
    assertThat(taken(inside(tar -> tar.file("a", small))).warning()).isNull();
    assertThat(taken(inside(tar -> tar.file("a", large))).warning())
        .contains("more than 8 MiB", "rebar3 before 3.24");
    assertThat(taken(inside(tar -> tar.file("a", large).file("b", new byte[60 << 20]))).warning())
        .contains("64 MiB unpacked");
    refused(
        inside(tar -> tar.file("a", incompressible(17 << 20))),
        HexLimits.USUAL,
        ArchiveRefusal.TOO_LARGE);
  }

  private static byte[] incompressible(int length) {
    byte[] bytes = new byte[length];
    new java.util.Random(1).nextBytes(bytes);
    return bytes;
  }

  @Test
  void readsDocumentation() throws IOException {
    MemoryBlobs blobs = new MemoryBlobs(64 << 20, 64 << 20);
    byte[] docs = new TarBytes().file("index.html", "<!doctype html>").tgz();
    try (var staged = blobs.stage(OrganizationId.ofSlug("acme"))) {
      assertThat(
              HexPublication.documentation(new ByteArrayInputStream(docs), HexLimits.USUAL, staged))
          .isEqualTo(new HexPublication.Documentation(docs.length));
    }
    try (var staged = blobs.stage(OrganizationId.ofSlug("acme"))) {
      byte[] bad = new TarBytes().file("/index.html", "x").tgz();
      assertThat(
              HexPublication.documentation(new ByteArrayInputStream(bad), HexLimits.USUAL, staged))
          .isInstanceOfSatisfying(
              HexPublication.Refused.class,
              no -> assertThat(no.refused().refusal()).isEqualTo(ArchiveRefusal.PATH));
    }
  }
}
