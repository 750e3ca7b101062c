package dev.packledger.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class DigestTest {
  @Property
  void itsTextAndItsBytesAreTheSame(@ForAll @Size(32) byte[] sha256) {
    String hex = HexFormat.of().formatHex(sha256);
    assertThat(Digest.of(sha256).hex()).isEqualTo(hex);
    assertThat(new Digest(hex)).isEqualTo(Digest.of(sha256));
  }

  @Property
  void everyOtherTextIsRefused(
      @ForAll @StringLength(min = 60, max = 66) @CharRange(from = '0', to = 'h') String text) {
    if (text.matches("[0-9a-f]{64}")) {
      assertThat(new Digest(text).hex()).isEqualTo(text);
    } else {
      assertThatThrownBy(() -> new Digest(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Example
  void oneWrongCharacterAnywhereIsRefused() {
    String right = "0123456789abcdef".repeat(4);
    for (int i = 0; i < right.length(); i++) {
      for (char wrong : "ABCDEFgG/:`@ éà".toCharArray()) {
        String text = right.substring(0, i) + wrong + right.substring(i + 1);
        assertThatThrownBy(() -> new Digest(text)).isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Example
  void itHas32Bytes() {
    assertThatThrownBy(() -> Digest.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
  }
}
