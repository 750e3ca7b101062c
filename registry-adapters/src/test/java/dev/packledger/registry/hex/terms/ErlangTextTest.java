package dev.packledger.registry.hex.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErlangTextTest {
  @Test
  void readsWhatMixAndRebarWrite() throws MalformedTerm {
    List<ErlangTerm> terms =
        read(
            """
            % a remark
            {<<"name">>,<<"acme">>}.
            {<<"description">>,<<"Größe"/utf8>>}.
            {<<"files">>,[<<"lib">>,<<"lib/a.ex">>]}.
            {<<"requirements">>,
             [{<<"jason">>,[{<<"optional">>,false},{<<"requirement">>,<<"~> 1.0">>}]}]}.
            {<<"extra">>,#{<<"n">> => -3, a => []}}.
            """);
    assertThat(terms).hasSize(5);
    assertThat(pair(terms, 0)).isEqualTo(List.of("name", "acme"));
    assertThat(pair(terms, 1)).isEqualTo(List.of("description", "Größe"));
    assertThat(terms.get(3).toString()).contains("jason", "optional", "false", "~> 1.0");
    assertThat(terms.get(4).toString()).contains("-3");
  }

  private static List<String> pair(List<ErlangTerm> terms, int at) {
    return ((ErlangTerm.Tuple) terms.get(at))
        .elements().stream().map(element -> element.text().orElseThrow()).toList();
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("<<\"a\\nb\">>.", "a\nb"),
        Arguments.of("<<\"a\\\"b\\\\\">>.", "a\"b\\"),
        Arguments.of("<<\"\\x{20ac}\"/utf8>>.", "€"),
        Arguments.of("<<\"\\x41\">>.", "A"),
        Arguments.of("<<\"\\101\">>.", "A"),
        Arguments.of("\"\\^a\\s\\d\\e\".", "\u0001 \u007f\u001b"),
        Arguments.of("<<72,105>>.", "Hi"),
        Arguments.of("<<\"H\",105>>.", "Hi"),
        Arguments.of("<<>>.", ""),
        Arguments.of("\"Hi \" \"there\".", "Hi there"),
        Arguments.of("'hello world'.", "hello world"),
        Arguments.of("ok_1@b.", "ok_1@b"),
        Arguments.of("<<\"ü\">>.", "ü"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void readsTexts(String text, String expected) throws MalformedTerm {
    assertThat(read(text).getFirst().text()).contains(expected);
  }

  @Test
  void readsOldFilesAsLatin1() throws MalformedTerm {
    byte[] latin1 = "<<\"gr\u00fcn\">>.".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(ErlangText.read(latin1).getFirst().text()).contains("grün");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{a",
        "{a}",
        "{a,}.",
        "[a b].",
        "<<\"a\">.",
        "<<\"a\"",
        "<<256>>.",
        "<<-1>>.",
        "<<\"€\">>.",
        "\"unended",
        "\"\\",
        "\"\\x{110000}\".",
        "\"\\x{zz}\".",
        "\"\\x{}\".",
        "fun() -> ok end.",
        "Variable.",
        "$a.",
        "#ref<0.1>.",
        "#{a => 1, a => 2}.",
        "#{a}.",
        "a..",
        "[a|b].",
        "-.",
        "}."
      })
  void refuses(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedTerm.class);
  }

  @Test
  void isBoundedInDepthTermsAndDigits() throws MalformedTerm {
    assertThat(read("[".repeat(32) + "a" + "]".repeat(32) + '.')).hasSize(1);
    refuses("[".repeat(33) + "a" + "]".repeat(33) + '.');
    refuses("[".repeat(1_000_000));
    assertThat(read("[a" + ",a".repeat(199_998) + "].")).hasSize(1);
    refuses("[a" + ",a".repeat(199_999) + "].");
    refuses("<<1" + ",1".repeat(200_000) + ">>.");
    assertThat(read("9".repeat(64) + '.')).hasSize(1);
    refuses("9".repeat(65) + '.');
    assertThat(read("a" + "b".repeat(254) + '.')).hasSize(1);
    refuses("a" + "b".repeat(255) + '.');
  }

  /** Whatever is sent is read or refused; nothing else comes of it. */
  @Property
  void neverFails(@ForAll String text) {
    readOrRefuse(text.getBytes(StandardCharsets.UTF_8));
    readOrRefuse(("{<<\"" + text).getBytes(StandardCharsets.UTF_8));
  }

  @Property
  void neverFailsOnBytes(@ForAll byte[] bytes) {
    readOrRefuse(bytes);
  }

  private static void readOrRefuse(byte[] file) {
    try {
      assertThat(ErlangText.read(file)).isNotNull();
    } catch (MalformedTerm refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }

  private static List<ErlangTerm> read(String text) throws MalformedTerm {
    return ErlangText.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
