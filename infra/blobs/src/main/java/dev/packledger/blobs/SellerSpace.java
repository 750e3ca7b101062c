package dev.packledger.blobs;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.IdText;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.registry.shared.BlobRefusal;
import dev.packledger.registry.shared.Blobs.LimitExceeded;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many bytes each seller keeps. What is kept is exact, whichever process keeps it: a blob is
 * counted under the lock of the seller's {@link SpaceFile}, and refused there if there is no room.
 * What is still on its way in is counted by this process alone, so that an upload without a chance
 * ends early; one that other processes leave no room for ends when it is to be kept.
 */
final class SellerSpace {
  private final Layout layout;
  private final long bytesMax;
  private final Map<OrganizationId, Account> accounts = new ConcurrentHashMap<>();

  SellerSpace(Layout layout, long bytesMax) {
    this.layout = layout;
    this.bytesMax = bytesMax;
  }

  /** Looks how much others have kept meanwhile; throws where nothing is left. */
  void open(OrganizationId seller) throws IOException {
    account(seller).open();
  }

  /** Takes space for bytes on their way in, or throws and takes none. */
  void take(OrganizationId seller, long bytes) throws IOException {
    account(seller).take(bytes);
  }

  /** Gives back what was taken. */
  void giveBack(OrganizationId seller, long bytes) {
    account(seller).giveBack(bytes);
  }

  /**
   * Counts a blob as the seller's, once; what was taken for it is still to be given back.
   *
   * @throws LimitExceeded where there is no room for it, and then it is not the seller's
   */
  void keep(OrganizationId seller, Digest digest, long bytes) throws IOException {
    account(seller).keep(digest, bytes);
  }

  /** Takes the bytes of a blob that goes from the accounts of those who kept it. */
  void collect(Digest digest, long bytes) throws IOException {
    for (Path folder : Layout.listed(layout.sellers())) {
      String name = String.valueOf(folder.getFileName());
      if (IdText.isValid(OrganizationId.PREFIX, name)
          && Files.exists(folder.resolve(digest.hex()))) {
        account(new OrganizationId(name)).remove(digest, bytes);
      }
    }
  }

  private Account account(OrganizationId seller) {
    return accounts.computeIfAbsent(seller, Account::new);
  }

  /** One seller's; its monitor orders this process's threads, the file's lock the processes. */
  private final class Account {
    private final OrganizationId seller;

    /** Whether this process has counted the marks itself once, whatever the file said. */
    private boolean counted;

    private long kept;
    private long arriving;

    Account(OrganizationId seller) {
      this.seller = seller;
    }

    synchronized void open() throws IOException {
      try (SpaceFile file = file()) {
        kept = current(file);
      }
      requireRoom(0);
    }

    synchronized void take(long bytes) throws LimitExceeded {
      requireRoom(bytes);
      arriving += bytes;
    }

    synchronized void giveBack(long bytes) {
      arriving -= bytes;
    }

    synchronized void keep(Digest digest, long bytes) throws IOException {
      try (SpaceFile file = file()) {
        kept = current(file);
        Path mark = layout.seller(seller).resolve(digest.hex());
        if (!Files.exists(mark)) {
          if (bytes > bytesMax - kept) {
            throw exceeded();
          }
          Layout.makeFolder(layout.seller(seller));
          file.forget();
          Files.createFile(mark);
          kept += bytes;
          file.write(kept);
        }
      }
    }

    synchronized void remove(Digest digest, long bytes) throws IOException {
      try (SpaceFile file = file()) {
        kept = current(file);
        file.forget();
        if (Files.deleteIfExists(layout.seller(seller).resolve(digest.hex()))) {
          kept -= bytes;
        }
        file.write(kept);
      }
    }

    private void requireRoom(long bytes) throws LimitExceeded {
      if (bytes > bytesMax - kept - arriving) {
        throw exceeded();
      }
    }

    private LimitExceeded exceeded() {
      return new LimitExceeded(
          BlobRefusal.SELLER_SPACE_USED,
          "the organisation's space of " + bytesMax + " bytes is used up");
    }

    private SpaceFile file() throws IOException {
      Path file = layout.space(seller);
      Layout.makeFolder(layout.spaces());
      return new SpaceFile(
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    private long current(SpaceFile file) throws IOException {
      long known = counted ? file.read() : SpaceFile.NOT_KNOWN;
      long now = known == SpaceFile.NOT_KNOWN ? counted() : known;
      if (known == SpaceFile.NOT_KNOWN) {
        file.write(now);
        counted = true;
      }
      return now;
    }

    private long counted() throws IOException {
      long bytes = 0;
      for (Digest digest : Layout.digests(layout.seller(seller))) {
        Path blob = layout.blob(digest);
        bytes += Files.exists(blob) ? Files.size(blob) : 0;
      }
      return bytes;
    }
  }
}
