package dev.packledger.blobs;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.registry.shared.Blobs;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Blobs as files named by their digest: the single point where one is put, found or deleted. A blob
 * appears by one rename of a file that is already durable, so a crash leaves a whole blob, or a
 * staged file that the next collection removes. Several processes may work on one folder (a local
 * file system, or one whose locks bind all its hosts).
 */
public final class FileBlobs implements Blobs {
  private final Layout layout;
  private final BlobLimits limits;
  private final InstantSource clock;
  private final ShardLocks locks;
  private final SellerSpace space;
  private final VerifiedBlobs verified;

  /** Opens a folder, which is made where it does not exist. */
  public FileBlobs(Path root, BlobLimits limits, InstantSource clock) throws IOException {
    this.layout = new Layout(root.toAbsolutePath());
    this.limits = limits;
    this.clock = clock;
    this.locks = new ShardLocks(layout);
    this.space = new SellerSpace(layout, limits.sellerBytesMax());
    this.verified = new VerifiedBlobs(layout);
    Layout.makeFolder(layout.staging());
  }

  @Override
  public Staged stage(OrganizationId seller) throws IOException {
    space.open(seller);
    return new StagedFile(this, layout, space, limits.blobBytesMax(), seller);
  }

  @Override
  public @Nullable Blob find(Digest digest) throws IOException {
    return verified.find(digest);
  }

  /** Holds the part of the store that a blob lies in against collections. */
  Closeable hold(Digest digest) throws IOException {
    return locks.share(Layout.shard(digest));
  }

  /**
   * Moves a durable staged file to its place; the caller holds the blob. Where the blob is there
   * already it is touched, so that no collection takes it for an old orphan; where what is there is
   * damaged it is replaced and thereby healed.
   */
  void put(Path staged, Digest digest) throws IOException {
    Path place = layout.blob(digest);
    Layout.makeFolder(layout.shardFolder(Layout.shard(digest)));
    FileTime now = FileTime.from(clock.instant());
    if (verified.sound(digest)) {
      Files.setLastModifiedTime(place, now);
      Files.delete(staged);
    } else {
      Files.setLastModifiedTime(staged, now);
      Files.move(
          staged, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      Layout.force(layout.shardFolder(Layout.shard(digest)));
    }
  }

  /**
   * What a collection did.
   *
   * @param blobs orphans deleted
   * @param bytes freed by them
   * @param staged abandoned uploads deleted
   */
  public record Collected(int blobs, long bytes, int staged) {}

  /**
   * Deletes orphans: blobs last put longer than {@code grace} ago which no release names. It cannot
   * take a blob from a publication: while one is under way the blob is held, and before and after
   * it the blob is younger than the grace period or named.
   *
   * @param named whether the ledger names a blob; must know every event older than {@code grace}
   */
  public Collected collect(Predicate<Digest> named, Duration grace) throws IOException {
    Instant before = clock.instant().minus(grace);
    int blobs = 0;
    long bytes = 0;
    for (Path shard : Layout.listed(layout.root().resolve("sha256"))) {
      List<Digest> orphans = orphans(shard, before, named);
      Closeable alone =
          orphans.isEmpty() ? null : locks.tryAlone(String.valueOf(shard.getFileName()));
      if (alone != null) {
        try (alone) {
          for (Digest orphan : orphans) {
            long freed = collect(orphan, before, named);
            blobs += freed < 0 ? 0 : 1;
            bytes += Math.max(freed, 0);
          }
        }
      }
    }
    return new Collected(blobs, bytes, abandoned(before));
  }

  /** A first look, without the lock: asking the ledger takes time. */
  private List<Digest> orphans(Path shard, Instant before, Predicate<Digest> named)
      throws IOException {
    List<Digest> orphans = new ArrayList<>();
    for (Digest digest : Layout.digests(shard)) {
      if (old(layout.blob(digest), before) && !named.test(digest)) {
        orphans.add(digest);
      }
    }
    return orphans;
  }

  /** Looks again, now that nobody can put it, and deletes; the bytes freed, or -1. */
  private long collect(Digest digest, Instant before, Predicate<Digest> named) throws IOException {
    Path blob = layout.blob(digest);
    if (!Files.exists(blob) || !old(blob, before) || named.test(digest)) {
      return -1;
    }
    long bytes = Files.size(blob);
    // The marks first: a blob without them is collected next time, they without it count nothing.
    space.collect(digest, bytes);
    Files.delete(blob);
    verified.forget(digest);
    return bytes;
  }

  private int abandoned(Instant before) throws IOException {
    int deleted = 0;
    for (Path staged : Layout.listed(layout.staging())) {
      if (old(staged, before) && Files.deleteIfExists(staged)) {
        deleted++;
      }
    }
    return deleted;
  }

  private static boolean old(Path file, Instant before) throws IOException {
    return Files.getLastModifiedTime(file).toInstant().isBefore(before);
  }
}
