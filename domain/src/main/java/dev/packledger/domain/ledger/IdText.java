package dev.packledger.domain.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;

/**
 * The text form of ids: prefix + {@code _} + 128 bits in Crockford base32, most significant bits
 * first, so that UUIDv7 ids sort by time as text.
 */
public final class IdText {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 26;
  private static final int BITS = 5;
  private static final byte[] CHARS = ALPHABET.getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] VALUES = values();

  private IdText() {}

  /** The UUID of a text under a prefix; throws {@link InvalidId} where it is none. */
  public static UUID parse(String prefix, String text) {
    if (!hasForm(prefix, text)) {
      throw new InvalidId(prefix, text);
    }
    long high = 0;
    long low = 0;
    int alien = 0;
    for (int i = text.length() - LENGTH; i < text.length(); i++) {
      int value = value(text.charAt(i));
      alien |= value;
      high = (high << BITS) | (low >>> (Long.SIZE - BITS));
      low = (low << BITS) | value;
    }
    if (alien < 0) {
      throw new InvalidId(prefix, text);
    }
    return new UUID(high, low);
  }

  public static boolean isValid(String prefix, String text) {
    int alien = 0;
    if (hasForm(prefix, text)) {
      for (int i = text.length() - LENGTH; i < text.length(); i++) {
        alien |= value(text.charAt(i));
      }
      return alien >= 0;
    }
    return false;
  }

  /** All but whether each character is one of the alphabet. */
  private static boolean hasForm(String prefix, String text) {
    int start = prefix.length() + 1;
    return text.length() == start + LENGTH
        && text.startsWith(prefix)
        && text.charAt(start - 1) == '_'
        && text.charAt(start) <= '7';
  }

  /** The text of a UUID under a prefix. */
  public static String of(String prefix, UUID uuid) {
    int start = prefix.length() + 1;
    byte[] text = new byte[start + LENGTH];
    for (int i = 0; i < prefix.length(); i++) {
      text[i] = (byte) prefix.charAt(i);
    }
    text[start - 1] = '_';
    long high = uuid.getMostSignificantBits();
    long low = uuid.getLeastSignificantBits();
    for (int i = text.length - 1; i >= start; i--) {
      text[i] = CHARS[(int) low & 31];
      low = (low >>> BITS) | (high << (Long.SIZE - BITS));
      high >>>= BITS;
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** The id derived from a natural key: UUIDv5 (RFC 9562) over the prefix and the key's parts. */
  public static UUID derived(String prefix, String... naturalKey) {
    byte[] name = (prefix + '\0' + String.join("\0", naturalKey)).getBytes(StandardCharsets.UTF_8);
    byte[] hash;
    try {
      hash = MessageDigest.getInstance("SHA-1").digest(name);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-1", impossible);
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < 8; i++) {
      high = (high << 8) | (hash[i] & 0xff);
      low = (low << 8) | (hash[i + 8] & 0xff);
    }
    high = (high & ~0xf000L) | 0x5000L;
    low = (low & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  /** The five bits of a character; negative where it is none of the alphabet. */
  private static int value(char c) {
    return c < VALUES.length ? VALUES[c] : -1;
  }

  private static byte[] values() {
    byte[] values = new byte['z' + 1];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < CHARS.length; i++) {
      values[CHARS[i]] = (byte) i;
    }
    return values;
  }

  /** A text that is no id of the kind asked for. */
  public static final class InvalidId extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidId(String prefix, String text) {
      super("not a " + prefix + "_ id: " + (text.length() > 40 ? text.substring(0, 40) : text));
    }
  }
}
