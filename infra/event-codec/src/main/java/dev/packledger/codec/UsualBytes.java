package dev.packledger.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads canonical JSON byte by byte, as far as it is usual: texts of printable ASCII that need no
 * escape, integers of fifteen digits without a sign. What it accepts is canonical by how it was
 * read. Where something is unusual it says so from then on, and what it gives means nothing.
 */
final class UsualBytes {
  private static final byte[] NULL = ascii("null");

  /** Fifteen digits are always less than 2^53. */
  private static final int DIGITS_MAX = 15;

  private final byte[] stored;
  private int at;
  private boolean usual = true;

  UsualBytes(byte[] stored) {
    this.stored = stored;
  }

  /** Whether everything was usual, and there is no more. */
  boolean isRead() {
    return usual && at == stored.length;
  }

  boolean isUsual() {
    return usual;
  }

  void unusual() {
    usual = false;
  }

  /** The next byte; 0, which canonical JSON does not have, where there is none. */
  byte next() {
    return at < stored.length ? stored[at] : 0;
  }

  /** Whether exactly this is here; then it was read. */
  boolean has(byte[] expected) {
    int end = at + expected.length;
    boolean here =
        usual
            && end <= stored.length
            && Arrays.equals(stored, at, end, expected, 0, expected.length);
    at = here ? end : at;
    return here;
  }

  void literal(byte[] expected) {
    usual = has(expected);
  }

  String string(byte[] before) {
    literal(before);
    return text();
  }

  @Nullable String nullable(byte[] before) {
    literal(before);
    return isNull() ? null : text();
  }

  /** Whether null is here; then it was read. */
  boolean isNull() {
    return has(NULL);
  }

  /** The text in quotation marks that begins here; empty, and the bytes unusual, for any other. */
  String text() {
    if (!usual || at == stored.length || stored[at] != '"') {
      usual = false;
      return "";
    }
    int start = at + 1;
    for (int i = start; i < stored.length; i++) {
      byte b = stored[i];
      if (b == '"') {
        at = i + 1;
        return new String(stored, start, i - start, StandardCharsets.ISO_8859_1);
      }
      if (b < ' ' || b == '\\' || b == 0x7f) {
        break;
      }
    }
    usual = false;
    return "";
  }

  /** Without a sign, and without a zero in front. */
  long integer() {
    int start = at;
    long value = 0;
    while (usual && at < stored.length && isDigit(stored[at]) && at - start < DIGITS_MAX) {
      value = value * 10 + stored[at] - '0';
      at++;
    }
    if (!usual || at == start || (stored[start] == '0' && at - start > 1)) {
      usual = false;
    }
    return value;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** The bytes of an object, cut out by its braces; what is in it is read by who needs it. */
  byte[] object(byte[] before) {
    literal(before);
    if (!usual || at == stored.length || stored[at] != '{') {
      usual = false;
      return stored;
    }
    int start = at;
    int depth = 0;
    boolean quoted = false;
    for (int i = at; i < stored.length; i++) {
      byte b = stored[i];
      if (quoted) {
        i += b == '\\' ? 1 : 0;
        quoted = b != '"';
      } else if (b == '"') {
        quoted = true;
      } else if (b == '{' || b == '[') {
        depth++;
      } else if ((b == '}' || b == ']') && --depth == 0) {
        at = i + 1;
        return Arrays.copyOfRange(stored, start, at);
      }
    }
    usual = false;
    return stored;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
