package dev.packledger.blobs;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.registry.shared.Blobs.Limit;
import dev.packledger.registry.shared.Blobs.LimitExceeded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many bytes each seller keeps and has on the way in. Counted from the marks on disk when a
 * seller is first seen; with several processes on one folder a seller may thus pass the limit by
 * what the others took in since, which harms nobody.
 */
final class SellerSpace {
  private final Layout layout;
  private final long bytesMax;

  /** Bytes by seller; an entry's updates are atomic. */
  private final Map<OrganizationId, Long> used = new ConcurrentHashMap<>();

  SellerSpace(Layout layout, long bytesMax) {
    this.layout = layout;
    this.bytesMax = bytesMax;
  }

  /** Takes space, or throws and takes none. */
  void take(OrganizationId seller, long bytes) throws IOException {
    long before = usedBy(seller);
    if (bytes > bytesMax - before) {
      throw new LimitExceeded(
          Limit.SELLER_SPACE_USED, "the organisation's space of " + bytesMax + " bytes is used up");
    }
    used.merge(seller, bytes, Long::sum);
  }

  void giveBack(OrganizationId seller, long bytes) {
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
  void collected(Digest digest, long bytes) throws IOException {
    for (Path folder : Layout.listed(layout.sellers())) {
      if (Files.deleteIfExists(folder.resolve(digest.hex()))) {
        OrganizationId seller = new OrganizationId(String.valueOf(folder.getFileName()));
        used.computeIfPresent(seller, (id, before) -> before - bytes);
      }
    }
  }

  private long usedBy(OrganizationId seller) throws IOException {
    try {
      return used.computeIfAbsent(seller, this::counted);
    } catch (UncheckedIOException unreadable) {
      throw new IOException(unreadable);
    }
  }

  private long counted(OrganizationId seller) {
    long bytes = 0;
    try {
      for (Digest digest : Layout.digests(layout.seller(seller))) {
        Path blob = layout.blob(digest);
        bytes += Files.exists(blob) ? Files.size(blob) : 0;
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return bytes;
  }
}
