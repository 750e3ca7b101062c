package dev.packledger.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Reason;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.tokens.TokenId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Links and references: what we signed reads back, anything else does not. */
class SignedTextsTest {
  private static final LicenseId LICENSE = LicenseId.ofPayment("stripe", "acct_1", "si_1");
  private static final TokenId TOKEN = new TokenId("tok_01hzy3v7q8e9rftw5m2kcdx4zp");
  private static final Instant NOW = Instant.parse("2026-03-01T12:34:56.789Z");

  @TempDir Path folder;
  @TempDir Path otherFolder;
  private InstanceKeys keys;
  private InstanceKeys otherKeys;

  @BeforeEach
  void openKeys() {
    keys = InstanceKeys.open(folder);
    otherKeys = InstanceKeys.open(otherFolder);
  }

  @Test
  void aClaimLinkNamesLicenseAndEnd() {
    ClaimLinks links = new ClaimLinks(keys);
    Instant until = Instant.parse("2026-03-08T00:00:00Z");
    String link = links.sign(LICENSE, until);
    assertThat(link).matches("[0-9A-Za-z._-]+");
    assertThat(links.read(link, NOW)).isEqualTo(new ClaimLinks.Claim.Valid(LICENSE, until));
    assertThat(links.read(link, until)).isEqualTo(new ClaimLinks.Claim.Expired(LICENSE, until));
  }

  @Test
  void aChangedOrForeignClaimLinkIsInvalid() {
    ClaimLinks links = new ClaimLinks(keys);
    String link = links.sign(LICENSE, NOW);
    String longer = link.replaceFirst("\\.(\\d+)\\.", ".9$1.");
    ClaimLinks.Claim invalid = new ClaimLinks.Claim.Invalid();
    for (String wrong :
        List.of(
            longer,
            "",
            ".",
            "..",
            "a.b.c",
            link.substring(1),
            link + "A",
            link.toUpperCase(Locale.ROOT))) {
      assertThat(links.read(wrong, NOW)).as(wrong).isEqualTo(invalid);
    }
    assertThat(new ClaimLinks(otherKeys).read(link, NOW)).isEqualTo(invalid);
  }

  @ParameterizedTest
  @EnumSource
  void aReferenceSaysReasonTokenPositionAndSecond(Reason reason) {
    DenialReferences references = new DenialReferences(keys);
    String reference = references.of(denied(reason, TOKEN, 1_234_567_890_123L >> 4));
    assertThat(reference).hasSize(40).matches("[0-9a-z]+");
    DenialReference expected =
        new DenialReference(
            reason,
            "2kcdx4zp",
            new Position(1_234_567_890_123L >> 4),
            Instant.parse("2026-03-01T12:34:56Z"));
    assertThat(references.resolve(reference)).contains(expected);
    assertThat(references.resolve(" " + reference.toUpperCase(Locale.ROOT) + " "))
        .contains(expected);
  }

  @Test
  void aReferenceWithoutTokenSaysSo() {
    DenialReferences references = new DenialReferences(keys);
    String reference = references.of(denied(Reason.TOKEN_UNKNOWN, null, 0));
    assertThat(references.resolve(reference).orElseThrow().tokenEnd()).isNull();
    assertThat(references.resolve(reference).orElseThrow().position()).isEqualTo(Position.START);
  }

  @Test
  void aChangedOrForeignReferenceDoesNotResolve() {
    DenialReferences references = new DenialReferences(keys);
    String reference = references.of(denied(Reason.SEAT_MISSING, TOKEN, 17));
    for (int place = 0; place < reference.length(); place++) {
      char other = reference.charAt(place) == '0' ? '1' : '0';
      String changed = reference.substring(0, place) + other + reference.substring(place + 1);
      assertThat(references.resolve(changed)).as(changed).isEmpty();
    }
    assertThat(references.resolve("")).isEmpty();
    assertThat(references.resolve("u".repeat(40))).isEmpty();
    assertThat(references.resolve(reference.substring(1))).isEmpty();
    assertThat(new DenialReferences(otherKeys).resolve(reference)).isEmpty();
  }

  /** Numbers stand in references out in the world: none may change or be given twice. */
  @Test
  void everyReasonHasItsOwnNumber() {
    assertThat(Stream.of(Reason.values()).map(DenialReference::number))
        .doesNotHaveDuplicates()
        .allMatch(number -> number > 0 && number < 128);
    assertThat(DenialReference.number(Reason.TOKEN_UNKNOWN)).isEqualTo(1);
    assertThat(DenialReference.number(Reason.PACKAGE_NOT_COVERED)).isEqualTo(24);
    assertThat(DenialReference.reason(127)).isNull();
  }

  private static Decision.Denied denied(Reason reason, @Nullable TokenId token, long position) {
    return new Decision.Denied(
        reason, null, new Position(position), NOW, token, List.of(), List.of());
  }
}
