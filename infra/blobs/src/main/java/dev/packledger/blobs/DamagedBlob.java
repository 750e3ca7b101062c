package dev.packledger.blobs;

import dev.packledger.domain.ledger.Digest;
import java.io.IOException;

/** A kept blob is no longer what its digest says; none of its bytes are served. */
public final class DamagedBlob extends IOException {
  public static final String CODE = "blob.damaged";
  private static final long serialVersionUID = 1L;

  DamagedBlob(Digest digest) {
    super("blob " + digest.hex() + " is damaged; restore it from a backup");
  }
}
