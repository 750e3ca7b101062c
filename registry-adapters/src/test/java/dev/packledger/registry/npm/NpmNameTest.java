package dev.packledger.registry.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.namespaces.NamespaceId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpmNameTest {
  @Test
  void readsAScopedName() {
    NpmName name = NpmName.parse("@acme/charts-pro").orElseThrow();
    assertThat(name.scope()).isEqualTo("acme");
    assertThat(name.name()).isEqualTo("charts-pro");
    assertThat(name.text()).isEqualTo("@acme/charts-pro");
    assertThat(name.id()).isEqualTo(PackageId.of(Ecosystem.NPM, "@acme/charts-pro"));
    assertThat(name.namespace()).isEqualTo(NamespaceId.of(Ecosystem.NPM, "acme"));
    assertThat(name.filename(NpmVersion.parse("1.0.0-rc.1").orElseThrow()))
        .isEqualTo("charts-pro-1.0.0-rc.1.tgz");
  }

  @Test
  void readsAnUnscopedName() {
    NpmName name = NpmName.parse("left-pad").orElseThrow();
    assertThat(name.scope()).isNull();
    assertThat(name.namespace()).isNull();
    assertThat(name.text()).isEqualTo("left-pad");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "@a/b", "some_thing", "lodash.merge", "@types/node", "1", "@0/0", "x-"})
  void accepts(String text) {
    assertThat(NpmName.parse(text)).map(NpmName::text).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "@", "@/", "@a/", "@/a", "@a", "a/b", "@a/b/c", "@@a/b", "@a/@b", "@a//b", ".a",
        "_a", "-a", "a.", "@.a/b", "@a/.b", "@a/_b", "@a./b", "..", "@a/..", "a..", "A", "@A/b",
        "@a/B", "a b", " a", "a ", "a\n", "a\0", "a\\b", "a%2fb", "a:b", "a+b", "a~", "a'b", "a!b",
        "a(b)", "a*b", "a?b", "a#b", "a\"b", "a<b"
      })
  void refusesWhatIsNoName(String text) {
    assertThat(NpmName.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "node_modules",
        "favicon.ico",
        "@a/node_modules",
        "__proto__",
        "@a/__proto__",
        "constructor",
        "@constructor/a",
        "prototype",
        "con",
        "@a/nul",
        "aux",
        "com1",
        "lpt9.txt",
        "@a/con.js",
        // Cyrillic a, full-width a, dotted and dotless i, sharp s, zero width, bidi, combining
        "\u0430cme",
        "@\u0430cme/x",
        "\uff41",
        "\u0130",
        "\u0131",
        "stra\u00dfe",
        "a\u200bb",
        "a\u202eb",
        "e\u0301",
        "\u00e9",
        "\ufeffa",
        "a\ud800"
      })
  void refusesWhatMeansSomethingElse(String text) {
    assertThat(NpmName.parse(text)).isEmpty();
  }

  @Test
  void boundsTheLength() {
    assertThat(NpmName.parse("a".repeat(214))).isPresent();
    assertThat(NpmName.parse("a".repeat(215))).isEmpty();
    assertThat(NpmName.parse("@a/" + "b".repeat(211))).isPresent();
    assertThat(NpmName.parse("@a/" + "b".repeat(212))).isEmpty();
  }

  @Test
  void cannotExistUnparsable() {
    assertThatThrownBy(() -> new NpmName("Acme", "x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new NpmName("", "x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void hasOneSpelling(@ForAll String text) {
    Optional<NpmName> name = NpmName.parse(text);
    name.ifPresent(parsed -> assertThat(parsed.text()).isEqualTo(text).isASCII());
  }
}
