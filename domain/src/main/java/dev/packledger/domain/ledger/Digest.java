package dev.packledger.domain.ledger;

/** A SHA-256 identity: 64 lower-case hexadecimal characters. */
public record Digest(String hex) {
  private static final int LENGTH = 64;

  public Digest {
    if (!isHexadecimal(hex)) {
      throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal");
    }
  }

  /** By hand: this is asked for every event that is read and every secret that is shown. */
  private static boolean isHexadecimal(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }
}
