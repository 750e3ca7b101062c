package dev.packledger.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One text for one JSON value: RFC 8785 (JSON Canonicalization Scheme) over the part of JSON that
 * the ledger allows. Members stand in the order of their names' UTF-16 code units, without white
 * space; strings escape only what they must. Numbers are integers within ±(2^53 - 1), for which RFC
 * 8785's number form is their plain decimal form.
 *
 * <p>Floats, larger integers and lone surrogates have no canonical form here and are refused with
 * {@link NotCanonical}.
 */
public final class CanonicalJson {
  /** The greatest integer that every JSON reader keeps: 2^53 - 1. */
  public static final long MAX_INTEGER = (1L << 53) - 1;

  private static final String HEX = "0123456789abcdef";

  private CanonicalJson() {}

  /** The canonical bytes, UTF-8. */
  public static byte[] bytes(JsonNode value) {
    return text(value).getBytes(StandardCharsets.UTF_8);
  }

  /** The canonical text. */
  public static String text(JsonNode value) {
    StringBuilder out = new StringBuilder(256);
    write(out, value);
    return out.toString();
  }

  private static void write(StringBuilder out, JsonNode value) {
    switch (value.getNodeType()) {
      case OBJECT -> writeObject(out, value);
      case ARRAY -> writeArray(out, value);
      case STRING -> string(out, value.stringValue());
      case BOOLEAN -> out.append(value.booleanValue());
      case NULL -> out.append("null");
      case NUMBER -> writeNumber(out, value);
      case BINARY, MISSING, POJO ->
          throw new NotCanonical("not a JSON value: " + value.getNodeType());
    }
  }

  private static void writeObject(StringBuilder out, JsonNode value) {
    List<Map.Entry<String, JsonNode>> members = new ArrayList<>(value.properties());
    members.sort(Map.Entry.comparingByKey());
    out.append('{');
    String separator = "";
    for (Map.Entry<String, JsonNode> member : members) {
      out.append(separator);
      string(out, member.getKey());
      out.append(':');
      write(out, member.getValue());
      separator = ",";
    }
    out.append('}');
  }

  private static void writeArray(StringBuilder out, JsonNode value) {
    out.append('[');
    String separator = "";
    for (JsonNode element : value) {
      out.append(separator);
      write(out, element);
      separator = ",";
    }
    out.append(']');
  }

  private static void writeNumber(StringBuilder out, JsonNode value) {
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new NotCanonical("not an integer within 2^53: " + value);
    }
    out.append(checked(value.longValue()));
  }

  /**
   * The integer itself.
   *
   * @throws NotCanonical where it lies outside ±(2^53 - 1)
   */
  static long checked(long integer) {
    if (integer > MAX_INTEGER || integer < -MAX_INTEGER) {
      throw new NotCanonical("not an integer within 2^53: " + integer);
    }
    return integer;
  }

  /** Appends a string in quotation marks (RFC 8785 section 3.2.2.2). */
  static void string(StringBuilder out, String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isSurrogate(c)) {
        i = surrogates(out, value, i);
      } else {
        character(out, c);
      }
    }
    out.append('"');
  }

  private static int surrogates(StringBuilder out, String value, int at) {
    if (at + 1 >= value.length()
        || !Character.isSurrogatePair(value.charAt(at), value.charAt(at + 1))) {
      throw new NotCanonical("a lone surrogate at character " + at);
    }
    out.append(value, at, at + 2);
    return at + 1;
  }

  private static void character(StringBuilder out, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < ' ') {
          out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        } else {
          out.append(c);
        }
      }
    }
  }

  /** A value that the ledger's JSON cannot say. */
  public static final class NotCanonical extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    NotCanonical(String message) {
      super(message);
    }
  }
}
