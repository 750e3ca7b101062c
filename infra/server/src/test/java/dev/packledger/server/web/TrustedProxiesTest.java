package dev.packledger.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
  private static final List<String> NETWORKS = List.of("10.0.0.0/8", "fd00::/8");
  private static final TrustedProxies PROXIES =
      TrustedProxies.of(NETWORKS, TrustedProxies.X_FORWARDED_FOR);
  private static final TrustedProxies FORWARDED =
      TrustedProxies.of(NETWORKS, TrustedProxies.FORWARDED);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // An untrusted peer is itself, whatever it says.
        "198.51.100.7 | 203.0.113.1           | 198.51.100.7",
        "198.51.100.7 | 10.0.0.1              | 198.51.100.7",
        // The rightmost address that is no proxy of ours.
        "10.0.0.1     | 203.0.113.1           | 203.0.113.1",
        "10.0.0.1     | 192.0.2.9, 203.0.113.1 | 203.0.113.1",
        "10.0.0.1     | 203.0.113.1, 10.0.0.2 | 203.0.113.1",
        "10.0.0.1     | 10.9.9.9, 203.0.113.1, 10.0.0.2 | 203.0.113.1",
        // All are ours: the first of them asked itself.
        "10.0.0.1     | 10.0.0.3, 10.0.0.2    | 10.0.0.3",
        "10.0.0.1     | -                     | 10.0.0.1",
        // With ports, in brackets, of both families.
        "10.0.0.1     | 203.0.113.1:4711      | 203.0.113.1",
        "fd00::1      | [2001:db8::1]:443     | 2001:db8::1",
        "fd00::1      | 2001:db8::1           | 2001:db8::1",
        "::ffff:10.0.0.1 | 203.0.113.1        | 203.0.113.1",
        // What is no address is nobody's.
        "10.0.0.1     | unknown               | unknown",
        "10.0.0.1     | 203.0.113.1, what     | unknown",
        "10.0.0.1     | 203.0.113.0/24        | unknown",
      })
  void oneHeaderIsBelievedFromTheRight(String peer, String line, String client) {
    assertThat(PROXIES.client(peer, line == null ? List.of() : List.of(line))).isEqualTo(client);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "for=203.0.113.1                                  | 203.0.113.1",
        "for=192.0.2.9, for=203.0.113.1;proto=https       | 203.0.113.1",
        "By=10.0.0.1; For=\"[2001:db8::1]:443\"           | 2001:db8::1",
        "for=203.0.113.1, for=10.0.0.2                    | 203.0.113.1",
        "for=_hidden                                      | unknown",
        "proto=https                                      | unknown",
      })
  void forwardedIsReadAsTheStandardSays(String line, String client) {
    assertThat(FORWARDED.client("10.0.0.1", List.of(line))).isEqualTo(client);
  }

  @Test
  void severalLinesAreOneList() {
    assertThat(PROXIES.client("10.0.0.1", List.of("203.0.113.1", "192.0.2.9, 10.0.0.2")))
        .isEqualTo("192.0.2.9");
  }

  @Test
  void networksAndHeaderAreReadAtTheStart() {
    assertThatThrownBy(() -> TrustedProxies.of(List.of("10.0.0.0/40"), "Forwarded"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TrustedProxies.of(List.of(), "X-Real-IP"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(TrustedProxies.NONE.client("10.0.0.1", List.of("203.0.113.1")))
        .isEqualTo("10.0.0.1");
  }
}
