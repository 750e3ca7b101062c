package dev.packledger.registry.hex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HexNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"ab", "acme_ui", "phoenix", "a1", "x_", "com10", "libgraph", "lpt"})
  void reads(String text) {
    assertThat(HexName.parse(text)).contains(new HexName(text));
    assertThat(new HexName(text).id()).isEqualTo(PackageId.of(Ecosystem.HEX, text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "a", "A", "Acme", "1a", "_a", "acme-ui", "acme.ui", "acme ui", "ab\n", "acmé", "ａｂ",
        "kernel", "stdlib", "mix", "elixir", "rebar3", "hex", "hexpm", "ssl", "con", "com1", "lpt9"
      })
  void refuses(String text) {
    assertThat(HexName.parse(text)).isEmpty();
    assertThatThrownBy(() -> new HexName(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isBoundedInLength() {
    assertThat(HexName.parse("a".repeat(128))).isPresent();
    assertThat(HexName.parse("a".repeat(129))).isEmpty();
  }

  /** Nothing is folded: two names that are read are equal only if they are spelled alike. */
  @Property
  void hasOneSpelling(
      @ForAll
          @StringLength(min = 1, max = 12)
          @CharRange(from = 'a', to = 'c')
          @Chars({'_', '-', '0', 'A', 'é', '.'})
          String text) {
    Optional<HexName> name = HexName.parse(text);
    assertThat(name.isPresent()).isEqualTo(text.matches("[a-c][a-c0_]+"));
    name.ifPresent(read -> assertThat(read.text()).isEqualTo(text));
  }

  @Test
  void namesItsFiles() {
    HexVersion version = HexVersion.parse("1.0.0-rc.1+b").orElseThrow();
    assertThat(new HexName("acme_ui").filename(version)).isEqualTo("acme_ui-1.0.0-rc.1+b.tar");
    assertThat(new HexName("acme_ui").docsFilename(version))
        .isEqualTo("acme_ui-1.0.0-rc.1+b.tar.gz");
  }
}
