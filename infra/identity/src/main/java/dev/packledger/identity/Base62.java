package dev.packledger.identity;

import java.math.BigInteger;

/** Numbers as letters and digits of a fixed width: {@code 0-9A-Za-z}, most significant first. */
final class Base62 {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(62);

  private Base62() {}

  /** The number in {@code width} characters; it must fit. */
  static String encode(BigInteger number, int width) {
    char[] text = new char[width];
    BigInteger left = number;
    for (int i = width - 1; i >= 0; i--) {
      BigInteger[] quotientAndRest = left.divideAndRemainder(BASE);
      text[i] = ALPHABET.charAt(quotientAndRest[1].intValue());
      left = quotientAndRest[0];
    }
    if (left.signum() != 0) {
      throw new IllegalArgumentException("the number does not fit " + width + " characters");
    }
    return new String(text);
  }

  static boolean isBase62(String text) {
    return text.chars().allMatch(character -> ALPHABET.indexOf(character) >= 0);
  }
}
