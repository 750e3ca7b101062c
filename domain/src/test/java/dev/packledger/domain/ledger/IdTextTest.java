package dev.packledger.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class IdTextTest {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

  @Property
  void theTextIsTheNumberInBase32(@ForAll long high, @ForAll long low) {
    String text = IdText.of("lic", new UUID(high, low));
    BigInteger number = BigInteger.ZERO;
    for (char c : text.substring(4).toCharArray()) {
      number = number.shiftLeft(5).add(BigInteger.valueOf(ALPHABET.indexOf(c)));
    }
    assertThat(text).startsWith("lic_").hasSize(30);
    assertThat(number)
        .isEqualTo(
            new BigInteger(Long.toUnsignedString(high))
                .shiftLeft(64)
                .add(new BigInteger(Long.toUnsignedString(low))));
  }

  @Property
  void theBitsComeBack(@ForAll long high, @ForAll long low) {
    UUID uuid = new UUID(high, low);
    assertThat(IdText.isValid("lic", IdText.of("lic", uuid))).isTrue();
    assertThat(IdText.parse("lic", IdText.of("lic", uuid))).isEqualTo(uuid);
  }

  @Property
  void onlyTheAlphabetIsValid(@ForAll char c) {
    String text = "lic_0000000000000000000000000" + c;
    assertThat(IdText.isValid("lic", text)).isEqualTo(ALPHABET.indexOf(c) >= 0);
  }

  @Example
  void moreThan128BitsAreNot() {
    assertThat(IdText.isValid("lic", "lic_7zzzzzzzzzzzzzzzzzzzzzzzzz")).isTrue();
    assertThat(IdText.isValid("lic", "lic_80000000000000000000000000")).isFalse();
  }
}
