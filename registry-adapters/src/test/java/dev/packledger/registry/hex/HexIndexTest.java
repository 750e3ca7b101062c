package dev.packledger.registry.hex;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.releases.Artifact;
import dev.packledger.domain.releases.ReleaseId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The golden files are hex_core 0.19's own, made of the same values and the same key. */
class HexIndexTest {
  private static final HexRepository INITECH = HexRepository.of("initech", TestKey.pair());
  private static final HexName UI = new HexName("acme_ui");
  private static final HexName CORE = new HexName("acme_core");
  private static final Instant EARLY = Instant.parse("2025-01-01T00:00:00.123456Z");
  private static final Instant LATE = Instant.parse("2025-03-01T00:00:00Z");

  private static HexRelease release(
      String version,
      int fill,
      Instant at,
      @Nullable HexRetirement retirement,
      String requirements) {
    HexVersion parsed = HexVersion.parse(version).orElseThrow();
    String inner = String.format("%02x", fill).repeat(32);
    String outer = String.format("%02x", fill + 1).repeat(32);
    return HexRelease.of(
        ReleaseId.of(UI.id(), version),
        parsed,
        at,
        retirement,
        "{\"inner_checksum\":\"" + inner + "\",\"requirements\":" + requirements + '}',
        List.of(new Artifact(UI.filename(parsed), new Digest(outer), 1, Map.of())));
  }

  private static HexIndex.Visible ui() {
    return new HexIndex.Visible(
        UI,
        List.of(
            release(
                "0.9.0",
                1,
                EARLY,
                HexRetirement.of("security: CVE-2025-1 \"and\" möre", null),
                "{}"),
            release(
                "1.0.0",
                3,
                Instant.parse("2025-02-01T00:00:00Z"),
                null,
                "{\"acme_core\":{\"app\":\"acme_core\",\"optional\":true,\"repository\":\"\","
                    + "\"requirement\":\">= 1.0.0 and < 2.0.0\"},"
                    + "\"jsx\":{\"app\":\"jsx_app\",\"optional\":false,"
                    + "\"repository\":\"hexpm\",\"requirement\":\"~> 3.0\"}}"),
            release("1.10.0-rc.1+b", 5, LATE, HexRetirement.of("other", null), "{}")));
  }

  private static HexIndex.Visible core() {
    return new HexIndex.Visible(CORE, List.of(release("1.0.0", 1, EARLY, null, "{}")));
  }

  @Test
  void writesAPackageAsHexCoreDoes() throws IOException {
    assertThat(unpacked(HexIndex.pkg(ui(), INITECH))).isEqualTo(Golden.bytes("package.signed"));
  }

  @Test
  void writesNamesAsHexCoreDoes() throws IOException {
    assertThat(unpacked(HexIndex.names(List.of(core(), ui()), INITECH)))
        .isEqualTo(Golden.bytes("names.signed"));
  }

  @Test
  void writesVersionsAsHexCoreDoes() throws IOException {
    assertThat(unpacked(HexIndex.versions(List.of(core(), ui()), INITECH)))
        .isEqualTo(Golden.bytes("versions.signed"));
  }

  @Test
  void isTheSameBytesEveryTime() {
    assertThat(HexIndex.pkg(ui(), INITECH)).isEqualTo(HexIndex.pkg(ui(), INITECH));
    assertThat(HexIndex.pkg(ui(), HexRepository.of("globex", TestKey.pair())))
        .isNotEqualTo(HexIndex.pkg(ui(), INITECH));
  }

  @Test
  void showsItsKeyAsOpensslAndItsFingerprintAsErlang() {
    assertThat(INITECH.pem()).isEqualTo(new String(Golden.bytes("public_key.pem"), US_ASCII));
    assertThat(INITECH.fingerprint())
        .isEqualTo(new String(Golden.bytes("fingerprint.txt"), US_ASCII));
  }

  @Test
  void isNeverCalledAsThePublicRepository() {
    assertThat(HexRepository.nameOf("initech")).isEqualTo("initech");
    assertThat(HexRepository.nameOf("hexpm")).isNotEqualTo("hexpm");
  }

  @Test
  void tellsOfYanksAndDeprecations() {
    assertThat(HexRetirement.of(null, null)).isNull();
    assertThat(HexRetirement.of(null, "")).isNull();
    assertThat(HexRetirement.of(null, "use 2.x"))
        .isEqualTo(new HexRetirement(HexRetirement.Reason.DEPRECATED, "use 2.x"));
    assertThat(HexRetirement.of("broken on ARM", "use 2.x"))
        .isEqualTo(new HexRetirement(HexRetirement.Reason.OTHER, "broken on ARM"));
    for (HexRetirement.Reason reason : HexRetirement.Reason.values()) {
      for (String message : List.of("", "why: because")) {
        HexRetirement retirement = new HexRetirement(reason, message);
        assertThat(HexRetirement.of(retirement.yankReason(), null)).isEqualTo(retirement);
      }
    }
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
  }
}
