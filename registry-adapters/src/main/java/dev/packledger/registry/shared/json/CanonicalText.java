package dev.packledger.registry.shared.json;

import dev.packledger.registry.shared.json.StrictJson.Malformed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One text for one JSON value, by RFC 8785: members in the order of their names' UTF-16 code units,
 * no white space, least escaping, numbers as ECMAScript prints the double they are. The text is
 * opaque to the ledger, so floats may stand in it; a number that is no double and a lone surrogate
 * may not.
 */
public final class CanonicalText {
  private static final String HEX = "0123456789abcdef";
  private static final BigDecimal PLAIN_MIN = new BigDecimal("1e-6");
  private static final BigDecimal PLAIN_MAX = new BigDecimal("1e21");

  private final StringBuilder text = new StringBuilder();

  private CanonicalText() {}

  public static String of(JsonNode value) throws Malformed {
    CanonicalText canonical = new CanonicalText();
    canonical.value(value);
    return canonical.text.toString();
  }

  /** A string in quotes. */
  public static String quoted(String string) {
    CanonicalText canonical = new CanonicalText();
    canonical.string(string);
    return canonical.text.toString();
  }

  private void value(JsonNode value) throws Malformed {
    switch (value.getNodeType()) {
      case OBJECT -> object(value);
      case ARRAY -> array(value);
      case STRING -> checked(value.stringValue());
      case NUMBER -> text.append(number(value.decimalValue()));
      case BOOLEAN -> text.append(value.booleanValue());
      case NULL -> text.append("null");
      case BINARY, MISSING, POJO -> throw new AssertionError("never parsed: " + value);
    }
  }

  private void object(JsonNode object) throws Malformed {
    List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
    members.sort(Map.Entry.comparingByKey());
    text.append('{');
    char separator = 0;
    for (Map.Entry<String, JsonNode> member : members) {
      if (separator != 0) {
        text.append(separator);
      }
      separator = ',';
      checked(member.getKey());
      text.append(':');
      value(member.getValue());
    }
    text.append('}');
  }

  private void array(JsonNode array) throws Malformed {
    text.append('[');
    for (int i = 0; i < array.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      value(array.get(i));
    }
    text.append(']');
  }

  private void checked(String string) throws Malformed {
    if (string.codePoints().anyMatch(c -> c >= 0xd800 && c <= 0xdfff)) {
      throw new Malformed("a string holds half a surrogate pair");
    }
    string(string);
  }

  private void string(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\b' -> text.append("\\b");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\f' -> text.append("\\f");
        case '\r' -> text.append("\\r");
        default -> {
          if (c < 0x20) {
            text.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }

  /** As ECMAScript's {@code Number::toString} prints it (RFC 8785 section 3.2.2.3). */
  private static String number(BigDecimal written) throws Malformed {
    double number = written.doubleValue();
    if (Double.isInfinite(number)) {
      throw new Malformed("a number is too great");
    }
    if (number == 0) {
      return "0";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    BigDecimal size = shortest.abs();
    if (size.compareTo(PLAIN_MIN) >= 0 && size.compareTo(PLAIN_MAX) < 0) {
      return shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - shortest.scale();
    return (number < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + 'e'
        + (exponent < 0 ? "" : "+")
        + exponent;
  }
}
