package dev.packledger.blobs;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.IdText;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.registry.shared.BlobRefusal;
import dev.packledger.registry.shared.Blobs.LimitExceeded;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * How many bytes each seller keeps and has on the way in. Counted from the marks on disk when a
 * seller is first seen; with several processes on one folder a seller may thus pass the limit by
 * what the others took in since, which harms nobody.
 */
final class SellerSpace {
  private final Layout layout;
  private final long bytesMax;

  /** Bytes by seller. Guarded by this object. */
  private final Map<OrganizationId, Long> used = new HashMap<>();

  SellerSpace(Layout layout, long bytesMax) {
    this.layout = layout;
    this.bytesMax = bytesMax;
  }

  /** Takes space, or throws and takes none. */
  synchronized void take(OrganizationId seller, long bytes) throws IOException {
    Long known = used.get(seller);
    long before = known == null ? counted(seller) : known;
    if (bytes > bytesMax - before) {
      throw new LimitExceeded(
          BlobRefusal.SELLER_SPACE_USED,
          "the organisation's space of " + bytesMax + " bytes is used up");
    }
    used.put(seller, before + bytes);
  }

  synchronized void giveBack(OrganizationId seller, long bytes) {
    used.merge(seller, -bytes, Long::sum);
  }

  /** Marks a blob as the seller's; false where it was already, and its bytes are counted. */
  boolean mark(OrganizationId seller, Digest digest) throws IOException {
    Layout.makeFolder(layout.seller(seller));
    try {
      Files.createFile(layout.seller(seller).resolve(digest.hex()));
      return true;
    } catch (FileAlreadyExistsException marked) {
      return false;
    }
  }

  /** Takes the bytes of a collected blob from the accounts of those who kept it. */
  synchronized void collected(Digest digest, long bytes) throws IOException {
    for (Path folder : Layout.listed(layout.sellers())) {
      String name = String.valueOf(folder.getFileName());
      if (IdText.isValid(OrganizationId.PREFIX, name)
          && Files.deleteIfExists(folder.resolve(digest.hex()))) {
        used.computeIfPresent(new OrganizationId(name), (id, before) -> before - bytes);
      }
    }
  }

  private long counted(OrganizationId seller) throws IOException {
    long bytes = 0;
    for (Digest digest : Layout.digests(layout.seller(seller))) {
      Path blob = layout.blob(digest);
      bytes += Files.exists(blob) ? Files.size(blob) : 0;
    }
    return bytes;
  }
}
