package dev.packledger.domain.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A SHA-256 identity. Its text is 64 lower-case hexadecimal characters; its bits are kept, because
 * one is read with every token and every secret that is shown.
 */
public record Digest(long first, long second, long third, long fourth) {
  private static final int BYTES = 32;
  private static final int BITS = 4;
  private static final int CHARS_OF_LONG = Long.SIZE / BITS;
  private static final byte[] CHARS = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

  /** By character; negative where it is no digit. */
  private static final byte[] VALUES = values();

  /**
   * @throws IllegalArgumentException where this is not the text of a digest
   */
  public Digest(String hex) {
    this(part(hex, 0), part(hex, 1), part(hex, 2), part(hex, 3));
  }

  /**
   * @param sha256 32 bytes
   */
  public static Digest of(byte[] sha256) {
    if (sha256.length != BYTES) {
      throw new IllegalArgumentException("a SHA-256 has 32 bytes, not " + sha256.length);
    }
    return new Digest(part(sha256, 0), part(sha256, 1), part(sha256, 2), part(sha256, 3));
  }

  /** The 64 lower-case hexadecimal characters. */
  public String hex() {
    byte[] text = new byte[4 * CHARS_OF_LONG];
    put(text, 0, first);
    put(text, 1, second);
    put(text, 2, third);
    put(text, 3, fourth);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static long part(byte[] sha256, int number) {
    long bits = 0;
    for (int i = number * Long.BYTES; i < (number + 1) * Long.BYTES; i++) {
      bits = bits << Byte.SIZE | (sha256[i] & 0xff);
    }
    return bits;
  }

  private static long part(String hex, int number) {
    long bits = 0;
    int alien = hex.length() == 4 * CHARS_OF_LONG ? 0 : -1;
    int start = number * CHARS_OF_LONG;
    for (int i = start; i < start + CHARS_OF_LONG && alien == 0; i++) {
      char c = hex.charAt(i);
      int value = c < VALUES.length ? VALUES[c] : -1;
      alien = value & -1 << BITS;
      bits = bits << BITS | value;
    }
    if (alien != 0) {
      throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal");
    }
    return bits;
  }

  private static void put(byte[] text, int number, long bits) {
    long left = bits;
    for (int i = (number + 1) * CHARS_OF_LONG - 1; i >= number * CHARS_OF_LONG; i--) {
      text[i] = CHARS[(int) left & 15];
      left >>>= BITS;
    }
  }

  private static byte[] values() {
    byte[] values = new byte[128];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < CHARS.length; i++) {
      values[CHARS[i]] = (byte) i;
    }
    return values;
  }

  @Override
  public String toString() {
    return "Digest[" + hex() + "]";
  }
}
