package dev.packledger.registry.hex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HexVersionTest {
  static Stream<Golden.Judged> versions() {
    return Golden.judged("versions.txt").stream();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void readsWhatElixirReads(Golden.Judged judged) {
    assertThat(HexVersion.parse(judged.text()).isPresent()).isEqualTo(judged.valid());
  }

  @Test
  void ordersAsElixirDoes() {
    List<String> ascending = Golden.lines("versions-ascending.txt");
    List<HexVersion> versions =
        new ArrayList<>(ascending.stream().map(HexVersionTest::version).toList());
    Collections.shuffle(versions, new Random(1));
    assertThat(versions.stream().sorted().map(HexVersion::text))
        .containsExactlyElementsOf(ascending);
  }

  @ParameterizedTest
  @CsvSource({
    "1.0.0, stable, true",
    "1.0.0+build.5, stable, true",
    "1.0.0-beta.1, beta, false",
    "1.0.0-0, 0, false"
  })
  void namesItsChannel(String text, String channel, boolean stable) {
    assertThat(version(text).channel()).isEqualTo(channel);
    assertThat(version(text).stable()).isEqualTo(stable);
  }

  @Test
  void buildMetadataIsOfTheIdentityAndLastInTheOrder() {
    assertThat(version("1.0.0+a")).isNotEqualTo(version("1.0.0+b"));
    assertThat(version("1.0.0+b").text()).isEqualTo("1.0.0+b");
    assertThat(List.of(version("1.0.0+b"), version("1.0.1-a"), version("1.0.0")).stream().sorted())
        .containsExactly(version("1.0.0"), version("1.0.0+b"), version("1.0.1-a"));
  }

  @Test
  void isBoundedInLength() {
    assertThat(HexVersion.parse("1.0.0-" + "a".repeat(94))).isPresent();
    assertThat(HexVersion.parse("1.0.0-" + "a".repeat(95))).isEmpty();
    assertThatThrownBy(() -> new HexVersion(List.of("1", "0", "x"), List.of(), ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HexVersion(List.of("1", "0", "0"), List.of("a b"), ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void oneTextIsOneVersion(@ForAll("anyVersion") String text) {
    assertThat(version(text).text()).isEqualTo(text);
  }

  @Property
  void orderIsTotal(
      @ForAll("anyVersion") String a,
      @ForAll("anyVersion") String b,
      @ForAll("anyVersion") String c) {
    HexVersion first = version(a);
    HexVersion second = version(b);
    HexVersion third = version(c);
    assertThat(Integer.signum(first.compareTo(second)))
        .isEqualTo(-Integer.signum(second.compareTo(first)));
    assertThat(first.compareTo(second) == 0).isEqualTo(first.equals(second));
    List<HexVersion> sorted = Stream.of(first, second, third).sorted().toList();
    assertThat(sorted.getFirst()).isLessThanOrEqualTo(sorted.getLast());
  }

  @Provide
  static Arbitrary<String> anyVersion() {
    Arbitrary<String> number = Arbitraries.of("0", "1", "2", "9", "10", "99999999999999999999");
    Arbitrary<String> identifier = Arbitraries.of("0", "1", "2", "10", "a", "B", "-", "0a", "rc");
    Arbitrary<String> identifiers =
        identifier.list().ofMinSize(1).ofMaxSize(3).map(parts -> String.join(".", parts));
    return Combinators.combine(
            number, number, number, identifiers.optional(0.5), identifiers.optional(0.2))
        .as(
            (major, minor, patch, prerelease, build) ->
                major
                    + '.'
                    + minor
                    + '.'
                    + patch
                    + prerelease.map(text -> "-" + text).orElse("")
                    + build.map(text -> "+" + text).orElse(""));
  }

  private static HexVersion version(String text) {
    return HexVersion.parse(text).orElseThrow();
  }
}
