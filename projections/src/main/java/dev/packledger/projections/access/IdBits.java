package dev.packledger.projections.access;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Id;
import java.util.UUID;

/** Ids and digests as 128 bits; of a digest the first 128, which no two secrets share. */
record IdBits(long high, long low) {
  /** The bits of an id, whatever its kind. */
  static IdBits of(Id id) {
    UUID bits = id.bits();
    return new IdBits(bits.getMostSignificantBits(), bits.getLeastSignificantBits());
  }

  static IdBits of(Digest digest) {
    return new IdBits(digest.first(), digest.second());
  }

  long hash() {
    return Index.hash(high, low);
  }
}
