package dev.packledger.registry.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.semver4j.Semver;

class NpmVersionTest {
  /** The specification's own example (section 11.4.4), and both sides of it. */
  private static final List<String> ASCENDING =
      List.of(
          "0.0.0",
          "1.0.0-0",
          "1.0.0-2",
          "1.0.0-10",
          "1.0.0-99999999999999999999999",
          "1.0.0--",
          "1.0.0-Alpha",
          "1.0.0-alpha",
          "1.0.0-alpha.1",
          "1.0.0-alpha.beta",
          "1.0.0-beta",
          "1.0.0-beta.2",
          "1.0.0-beta.11",
          "1.0.0-rc.1",
          "1.0.0",
          "1.0.1",
          "1.2.0",
          "1.10.0",
          "2.0.0",
          "10.0.0",
          "20250101120000.0.0",
          "9007199254740991.0.0");

  @Test
  void ordersAsTheSpecificationDoes() {
    List<NpmVersion> versions =
        new ArrayList<>(ASCENDING.stream().map(NpmVersionTest::version).toList());
    Collections.shuffle(versions, new Random(1));
    assertThat(versions.stream().sorted().map(NpmVersion::text))
        .containsExactlyElementsOf(ASCENDING);
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
  void dropsBuildMetadata() {
    assertThat(version("1.0.0+a")).isEqualTo(version("1.0.0+b.c")).isEqualTo(version("1.0.0"));
    assertThat(version("1.0.0-rc.1+exp.sha").text()).isEqualTo("1.0.0-rc.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.0",
        "1.0.0.0",
        "01.0.0",
        "1.01.0",
        "1.0.00",
        "-1.0.0",
        "1.0.0-",
        "1.0.0-01",
        "1.0.0-a..b",
        "1.0.0-a_b",
        "1.0.0+",
        "1.0.0+a+b",
        "v1.0.0",
        "=1.0.0",
        " 1.0.0",
        "1.0.0 ",
        "1.0.0\n",
        "latest",
        "9007199254740992.0.0",
        "99999999999999999.0.0",
        "1.0.0-\u0661",
        "\u0661.0.0",
        "1.0.x",
        "1.0.0-a/b",
        "1.0.0-.."
      })
  void refuses(String text) {
    assertThat(NpmVersion.parse(text)).isEmpty();
  }

  @Test
  void boundsTheLength() {
    assertThat(NpmVersion.parse("1.0.0-" + "a".repeat(250))).isPresent();
    assertThat(NpmVersion.parse("1.0.0-" + "a".repeat(251))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2.3", "v1.2.3", " =v1.2.3 ", "1.2.3+b", "= 1.2.3"})
  void cleansWhatAuthorsWrite(String text) {
    assertThat(NpmVersion.clean(text)).contains(version("1.2.3"));
  }

  @Test
  void cannotExistUnparsable() {
    assertThatThrownBy(() -> new NpmVersion(-1, 0, 0, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new NpmVersion(1, 0, 0, List.of("a b")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void readsBackItsText(@ForAll("versions") NpmVersion version) {
    assertThat(NpmVersion.parse(version.text())).contains(version);
  }

  @Property
  void isATotalOrder(
      @ForAll("versions") NpmVersion a,
      @ForAll("versions") NpmVersion b,
      @ForAll("versions") NpmVersion c) {
    assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
    assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
    if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
      assertThat(a.compareTo(c)).isLessThanOrEqualTo(0);
    }
  }

  /** But for the identifier of one hyphen, which semver4j 6.0 takes for a number. */
  @Property
  void agreesWithAnotherImplementation(
      @ForAll("versions") NpmVersion a, @ForAll("versions") NpmVersion b) {
    assertThat(Integer.signum(a.compareTo(b)))
        .isEqualTo(Integer.signum(new Semver(a.text()).compareTo(new Semver(b.text()))));
  }

  @Property
  void agreesOnWhatIsAVersion(@ForAll("nearVersions") String text) {
    assertThat(NpmVersion.parse(text).isPresent()).isEqualTo(Semver.isValid(text));
  }

  @Provide
  Arbitrary<NpmVersion> versions() {
    Arbitrary<Long> number = Arbitraries.longs().between(0, 3);
    Arbitrary<String> identifier =
        Arbitraries.of("0", "1", "2", "10", "a", "b", "A", "a-", "a1", "rc");
    return Combinators.combine(number, number, number, identifier.list().ofMaxSize(3))
        .as(NpmVersion::new);
  }

  @Provide
  Arbitrary<String> nearVersions() {
    return Arbitraries.strings().withChars("01.-+a").ofMinLength(1).ofMaxLength(12);
  }

  private static NpmVersion version(String text) {
    return NpmVersion.parse(text).orElseThrow();
  }
}
