package dev.packledger.blobs;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The one digest that names blobs. */
final class Sha256 {
  private Sha256() {}

  static MessageDigest fresh() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }
}
