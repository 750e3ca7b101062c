package dev.packledger.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes, secrets and addresses are those of the standards. */
class TotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:10Z");

  /** RFC 6238, appendix B. */
  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130"
  })
  void codesAreThoseOfTheStandard(long second, String code) {
    long step = Totp.step(Instant.ofEpochSecond(second));
    assertThat(Totp.code(SECRET, step, 8)).isEqualTo(code);
    assertThat(Totp.code(SECRET, step)).isEqualTo(code.substring(2));
  }

  /** RFC 4648, section 10, without padding. */
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "f, MY",
    "fo, MZXQ",
    "foo, MZXW6",
    "foob, MZXW6YQ",
    "fooba, MZXW6YTB",
    "foobar, MZXW6YTBOI"
  })
  void secretsAreInBase32(String text, String base32) {
    assertThat(Totp.base32(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(base32);
  }

  @ParameterizedTest
  @CsvSource({"-2, false", "-1, true", "0, true", "1, true", "2, false"})
  void aClockMayBeOneStepOff(int off, boolean taken) {
    long step = Totp.step(NOW) + off;
    OptionalLong found = Totp.stepOf(SECRET, Totp.code(SECRET, step), NOW);
    assertThat(found).isEqualTo(taken ? OptionalLong.of(step) : OptionalLong.empty());
  }

  @Test
  void whatIsNoCodeIsNone() {
    String code = Totp.code(SECRET, Totp.step(NOW));
    assertThat(Totp.stepOf(SECRET, "", NOW)).isEmpty();
    assertThat(Totp.stepOf(SECRET, code.substring(1), NOW)).isEmpty();
    assertThat(Totp.stepOf(SECRET, code + "0", NOW)).isEmpty();
    assertThat(Totp.stepOf(SECRET, "\u0661".repeat(6), NOW)).isEmpty();
    assertThat(Totp.stepOf(SECRET, code.substring(0, 3) + " " + code.substring(3), NOW))
        .as("as apps show it")
        .isPresent();
  }

  @Test
  void secretsAreLongAndNew() {
    assertThat(Totp.secret()).hasSize(20).isNotEqualTo(Totp.secret());
  }

  @Test
  void addressNamesWhoAndWhere() {
    assertThat(Totp.uri("Pack & ledger", "ann+a@example.com", "MZXW6"))
        .isEqualTo(
            "otpauth://totp/Pack%20%26%20ledger:ann%2Ba%40example.com?secret=MZXW6"
                + "&issuer=Pack%20%26%20ledger&algorithm=SHA1&digits=6&period=30");
  }
}
