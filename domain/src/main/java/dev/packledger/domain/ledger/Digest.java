package dev.packledger.domain.ledger;

import java.util.Arrays;

/** A SHA-256 identity: 64 lower-case hexadecimal characters. */
public record Digest(String hex) {
  private static final int LENGTH = 64;

  /** By character: 0 for a digit, else 1. */
  private static final byte[] OTHERS = others();

  public Digest {
    if (!isHexadecimal(hex)) {
      throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal");
    }
  }

  /**
   * By hand, and without asking after each character: this is done for every event that is read and
   * every secret that is shown.
   */
  private static boolean isHexadecimal(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    int others = 0;
    for (int i = 0; i < LENGTH; i++) {
      char c = text.charAt(i);
      others |= OTHERS[c & 0xff] | (c >>> 8);
    }
    return others == 0;
  }

  private static byte[] others() {
    byte[] others = new byte[256];
    Arrays.fill(others, (byte) 1);
    for (char digit : "0123456789abcdef".toCharArray()) {
      others[digit] = 0;
    }
    return others;
  }
}
