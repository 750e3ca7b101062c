package dev.packledger.projections.access;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.IdText;
import java.util.HexFormat;
import java.util.UUID;

/** Ids and digests as 128 bits; of a digest the first 128, which no two secrets share. */
record IdBits(long high, long low) {
  private static final int BASE32_LENGTH = 26;

  /** The bits behind an id's text, whatever its kind. */
  static IdBits of(Id id) {
    String text = id.value();
    long high = 0;
    long low = 0;
    for (int i = text.length() - BASE32_LENGTH; i < text.length(); i++) {
      high = (high << 5) | (low >>> 59);
      low = (low << 5) | digit(text.charAt(i));
    }
    return new IdBits(high, low);
  }

  static IdBits of(Digest digest) {
    return new IdBits(
        HexFormat.fromHexDigitsToLong(digest.hex(), 0, 16),
        HexFormat.fromHexDigitsToLong(digest.hex(), 16, 32));
  }

  /** The id's text under a prefix. */
  static String text(String prefix, long high, long low) {
    return IdText.of(prefix, new UUID(high, low));
  }

  long hash() {
    return Index.hash(high, low);
  }

  /** Crockford's base32 leaves out i, l, o and u. */
  private static int digit(char c) {
    if (c <= '9') {
      return c - '0';
    }
    int letter = c - 'a';
    return 10
        + letter
        - (c > 'i' ? 1 : 0)
        - (c > 'l' ? 1 : 0)
        - (c > 'o' ? 1 : 0)
        - (c > 'u' ? 1 : 0);
  }
}
