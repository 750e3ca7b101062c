package dev.packledger.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"A", "Acme Ltd", "株式会社", "Zoë 👩‍💻", "O'Neil & Sons <ops>"})
  void names(String text) {
    assertThat(PlainText.isName(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " a",
        "a ",
        "a\tb",
        "a\nb",
        "a\u0000",
        "\u001b[31m",
        "a\u2028b",
        "a\u202eb",
        "\ud800"
      })
  void noNames(String text) {
    assertThat(PlainText.isName(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "@acme/ui", "sha256:00", "~!"})
  void identifiers(String text) {
    assertThat(PlainText.isIdentifier(text, 10)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "ü", "a\u007f", "a\n", "\u200b"})
  void noIdentifiers(String text) {
    assertThat(PlainText.isIdentifier(text, 10)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two\nlines", "a\ttab", "déjà vu"})
  void messages(String text) {
    assertThat(PlainText.isMessage(text, 10)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r", "\u0007", "a\u2066b", "a\u009bb"})
  void noMessages(String text) {
    assertThat(PlainText.isMessage(text, 10)).isFalse();
  }

  @Test
  void lengthsEndWhereTheySay() {
    assertThat(PlainText.isName("a".repeat(100))).isTrue();
    assertThat(PlainText.isName("a".repeat(101))).isFalse();
    assertThat(PlainText.isIdentifier("a".repeat(10), 10)).isTrue();
    assertThat(PlainText.isIdentifier("a".repeat(11), 10)).isFalse();
    assertThat(PlainText.isMessage("a".repeat(10), 10)).isTrue();
    assertThat(PlainText.isMessage("a".repeat(11), 10)).isFalse();
  }
}
