package dev.packledger.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Secrets are recognised, never confused, never printed. */
class TokenSecretsTest {
  @Test
  void aSecretHasItsForm() {
    String secret = TokenSecrets.create();
    assertThat(secret).matches("plk_[0-9A-Za-z]{33}");
    assertThat(TokenSecrets.digest(secret)).contains(TokenSecrets.digestOf(secret));
  }

  @Test
  void noTwoAreAlike() {
    Set<String> secrets = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      secrets.add(TokenSecrets.create());
    }
    assertThat(secrets).hasSize(1000);
  }

  /** A vector that never changes: secrets issued once are checked for ever. */
  @Test
  void theChecksumIsFixed() {
    assertThat(TokenSecrets.isWellFormed("plk_0123456789ABCDEFGHIJKLMNOPQ0BdS79")).isTrue();
  }

  @Property
  void everySingleTypingErrorIsNoticed(
      @ForAll @IntRange(max = 36) int place, @ForAll @IntRange(min = 1, max = 61) int shift) {
    String alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    String secret = TokenSecrets.create();
    int digit = Math.max(0, alphabet.indexOf(secret.charAt(place)));
    char wrong = alphabet.charAt((digit + shift) % 62);
    String typed = secret.substring(0, place) + wrong + secret.substring(place + 1);
    assertThat(typed.equals(secret) || TokenSecrets.digest(typed).isEmpty()).isTrue();
  }

  @Property
  void aCutSecretIsNoSecret(@ForAll @IntRange(max = 36) int length) {
    assertThat(TokenSecrets.digest(TokenSecrets.create().substring(0, length))).isEmpty();
  }

  @Property
  void noTextIsMistakenForASecret(@ForAll String text) {
    assertThat(TokenSecrets.digest(text)).isEmpty();
    assertThat(TokenSecrets.digest("plk_" + text)).isEmpty();
  }

  @Test
  void logsShowNoSecret() {
    String secret = TokenSecrets.create();
    assertThat(TokenSecrets.redacted("GET /a?token=" + secret + " 200"))
        .isEqualTo("GET /a?token=plk_*** 200");
  }
}
