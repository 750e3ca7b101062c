package dev.packledger.blobs;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.registry.shared.Blobs.Blob;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds blobs and stands for their bytes: the first time a process finds a blob, and again whenever
 * its file is another (inode, size or modification time), the whole file is read and compared with
 * its name. So a damaged blob is told before its first byte is served, at the price of one read.
 */
final class VerifiedBlobs {
  private static final int REMEMBERED_MAX = 100_000;
  private static final int CHUNK = 64 << 10;

  private final Layout layout;

  /** What was read and found sound, least recently found first. Guarded by itself. */
  private final Map<Digest, Seen> sound =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Seen> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };

  VerifiedBlobs(Layout layout) {
    this.layout = layout;
  }

  private record Seen(@Nullable Object fileKey, long size, long modifiedNanos) {}

  /** The blob, or null where there is none; throws {@link DamagedBlob}. */
  @Nullable Blob find(Digest digest) throws IOException {
    Seen file = look(digest);
    if (file == null) {
      return null;
    }
    if (!verify(digest, file)) {
      throw new DamagedBlob(digest);
    }
    return new KeptBlob(digest, file.size(), layout.blob(digest));
  }

  /** Whether it is there and undamaged. */
  boolean sound(Digest digest) throws IOException {
    Seen file = look(digest);
    return file != null && verify(digest, file);
  }

  void forget(Digest digest) {
    synchronized (sound) {
      sound.remove(digest);
    }
  }

  private @Nullable Seen look(Digest digest) throws IOException {
    try {
      BasicFileAttributes file =
          Files.readAttributes(layout.blob(digest), BasicFileAttributes.class);
      return new Seen(
          file.fileKey(), file.size(), file.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    } catch (NoSuchFileException absent) {
      return null;
    }
  }

  private boolean verify(Digest digest, Seen file) throws IOException {
    synchronized (sound) {
      if (Objects.equals(sound.get(digest), file)) {
        return true;
      }
    }
    if (!digestOf(layout.blob(digest)).equals(digest)) {
      return false;
    }
    synchronized (sound) {
      sound.put(digest, file);
    }
    return true;
  }

  private static Digest digestOf(Path file) throws IOException {
    MessageDigest digest = Sha256.fresh();
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (channel.read(buffer) >= 0) {
        digest.update(buffer.flip());
        buffer.clear();
      }
    }
    return Digest.of(digest.digest());
  }
}
