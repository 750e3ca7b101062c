package dev.packledger.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class CanonicalJsonTest {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  @Test
  void membersAreOrderedByCodeUnitsAsInTheRfc() {
    // RFC 8785 section 3.2.3
    String given =
        """
        {"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh",
         "1":"One","\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control",
         "\\u00f6":"Latin Small Letter O With Diaeresis"}\
        """;
    assertThat(MAPPER.readTree(CanonicalJson.text(MAPPER.readTree(given))).values())
        .extracting(JsonNode::stringValue)
        .containsExactly(
            "Carriage Return",
            "One",
            "Control",
            "Latin Small Letter O With Diaeresis",
            "Euro Sign",
            "Emoji: Grinning Face",
            "Hebrew Letter Dalet With Dagesh");
  }

  @Test
  void stringsEscapeOnlyWhatTheyMust() {
    // RFC 8785 section 3.2.2
    JsonNode given =
        MAPPER.readTree("\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\"");
    assertThat(CanonicalJson.text(given)).isEqualTo("\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.0", "1e3", "9007199254740992", "-9007199254740992", "123456789012345678901234"})
  void numbersThatAReaderMayNotKeepAreRefused(String number) {
    JsonNode node = MAPPER.readTree("{\"n\":" + number + "}");
    assertThatThrownBy(() -> CanonicalJson.text(node))
        .isInstanceOf(CanonicalJson.NotCanonical.class);
  }

  @Test
  void theGreatestIntegersAreKept() {
    assertThat(CanonicalJson.text(MAPPER.readTree("[9007199254740991, -9007199254740991, -0]")))
        .isEqualTo("[9007199254740991,-9007199254740991,0]");
    assertThat(CanonicalJson.text(JsonNodeFactory.instance.numberNode(BigInteger.TEN)))
        .isEqualTo("10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "a\udc00b", "\udc00\ud800"})
  void loneSurrogatesAreRefused(String text) {
    JsonNode node = JsonNodeFactory.instance.stringNode(text);
    assertThatThrownBy(() -> CanonicalJson.text(node))
        .isInstanceOf(CanonicalJson.NotCanonical.class);
  }

  @Property
  void theCanonicalTextSaysTheSameAndIsItsOwnCanonicalText(@ForAll("values") JsonNode value) {
    String text = CanonicalJson.text(value);
    JsonNode again = MAPPER.readTree(text);
    assertThat(again).isEqualTo(value);
    assertThat(CanonicalJson.text(again)).isEqualTo(text);
  }

  @Provide
  Arbitrary<JsonNode> values() {
    return Arbitraries.recursive(CanonicalJsonTest::scalars, CanonicalJsonTest::composed, 0, 3);
  }

  private static Arbitrary<JsonNode> scalars() {
    Arbitrary<JsonNode> texts =
        Arbitraries.strings()
            .all()
            .ofMaxLength(12)
            .filter(CanonicalJsonTest::isWellFormed)
            .map(JsonNodeFactory.instance::stringNode);
    Arbitrary<JsonNode> integers =
        Arbitraries.longs()
            .between(-CanonicalJson.MAX_INTEGER, CanonicalJson.MAX_INTEGER)
            .map(n -> MAPPER.readTree(Long.toString(n)));
    return Arbitraries.oneOf(
        texts, integers, Arbitraries.of(MAPPER.readTree("true"), MAPPER.readTree("null")));
  }

  private static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff);
  }

  private static Arbitrary<JsonNode> composed(Arbitrary<JsonNode> inner) {
    Arbitrary<String> names =
        Arbitraries.strings().all().ofMaxLength(5).filter(CanonicalJsonTest::isWellFormed);
    Arbitrary<JsonNode> objects =
        Arbitraries.maps(names, inner)
            .ofMaxSize(4)
            .map(members -> (JsonNode) MAPPER.createObjectNode().setAll(Map.copyOf(members)));
    Arbitrary<JsonNode> arrays =
        inner.list().ofMaxSize(4).map(all -> MAPPER.createArrayNode().addAll(all));
    return Arbitraries.oneOf(objects, arrays);
  }
}
