package dev.packledger.domain.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.0.0.77/8, 10.1.2.3, true",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "192.0.2.0/31, 192.0.2.1, true",
    "192.0.2.0/31, 192.0.2.2, false",
    "0.0.0.0/0, 255.255.255.255, true",
    "0.0.0.0/0, ::1, false",
    "::/0, 2001:db8::1, true",
    "::/0, 10.0.0.1, false",
    "2001:db8::/32, 2001:DB8:ffff::, true",
    "2001:db8::/32, 2001:db9::, false",
    "2001:db8::1/128, 2001:db8:0:0:0:0:0:1, true",
    "::ffff:10.0.0.0/104, 10.9.9.9, true",
    "::ffff:10.0.0.0/104, 11.0.0.0, false",
    "10.0.0.0/8, ::ffff:10.0.0.1, true",
    "10.0.0.0/8, localhost, false",
    "10.0.0.0/8, 10.1, false",
    "10.0.0.0/8, '', false",
  })
  void containsExactlyTheBlock(String block, String address, boolean inside) {
    assertThat(AddressBlock.parse(block).contains(address)).isEqualTo(inside);
    assertThat(AddressBlock.contains(block, address)).isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "10.0.0.0/8/8",
        "10.0.0/8",
        "256.0.0.0/8",
        "example.org",
        "example.org/8",
        "::/129",
        "::ffff:10.0.0.0/95",
        "fe80::1%eth0",
        "1:2:3:4:5:6:7:8:9"
      })
  void nothingElseIsABlock(String text) {
    assertThatThrownBy(() -> AddressBlock.parse(text)).isInstanceOf(IllegalArgumentException.class);
    assertThat(AddressBlock.contains(text, "10.0.0.1")).isFalse();
  }

  @Test
  void termsTakeOnlyBlocks() {
    assertThatThrownBy(() -> new TokenRules(null, java.util.List.of("everywhere")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TokenRules(0, java.util.List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
