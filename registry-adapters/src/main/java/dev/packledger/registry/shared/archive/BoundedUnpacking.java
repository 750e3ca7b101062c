package dev.packledger.registry.shared.archive;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The unpacked bytes of an archive, counted on both sides. Anything after a gzip member is refused:
 * a reader that joins members and one that stops at the first would see two archives.
 */
final class BoundedUnpacking extends InputStream {
  /** How the archive is packed. */
  enum Packing {
    GZIP,
    NONE
  }

  private final ArchiveLimits limits;
  private final Packed packed;
  private final InputStream ahead;
  private final InputStream unpacked;
  private long unpackedBytes;
  private boolean ended;

  BoundedUnpacking(InputStream file, ArchiveLimits limits, Packing packing) throws IOException {
    this.limits = limits;
    this.packed = new Packed(file, limits.compressedBytesMax());
    this.ahead = new BufferedInputStream(packed);
    this.unpacked =
        switch (packing) {
          case GZIP -> opened();
          case NONE -> ahead;
        };
  }

  private GzipCompressorInputStream opened() throws IOException {
    try {
      return GzipCompressorInputStream.builder()
          .setInputStream(ahead)
          .setDecompressConcatenated(false)
          .get();
    } catch (UnsafeArchive unsafe) {
      throw unsafe;
    } catch (IOException notGzip) {
      if (packed.failure != null) {
        throw packed.failure;
      }
      throw new UnsafeArchive(ArchiveRefusal.MALFORMED, "it is not a gzip file");
    }
  }

  /**
   * The failure of the file below, which is no property of the archive; null where all went well.
   */
  @Nullable IOException failure() {
    return packed.failure;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = unpacked.read(buffer, offset, length);
    if (read > 0) {
      count(read);
    } else if (read < 0 && !ended) {
      ended = true;
      if (ahead.read() >= 0) {
        throw new UnsafeArchive(
            ArchiveRefusal.TRAILING_DATA, "there are bytes after the end of the compressed data");
      }
    }
    return read;
  }

  private void count(int read) throws UnsafeArchive {
    unpackedBytes += read;
    if (unpackedBytes > limits.unpackedBytesMax()) {
      throw new UnsafeArchive(
          ArchiveRefusal.UNPACKED_TOO_LARGE,
          "it unpacks to more than " + limits.unpackedBytesMax() + " bytes");
    }
    if (unpackedBytes > ArchiveLimits.RATIO_FLOOR_BYTES
        && unpackedBytes / limits.ratioMax() > packed.bytes) {
      throw new UnsafeArchive(
          ArchiveRefusal.RATIO, "it unpacks to more than " + limits.ratioMax() + " times its size");
    }
  }

  @Override
  public void close() throws IOException {
    unpacked.close();
    ahead.close();
  }

  private static final class Packed extends FilterInputStream {
    private final long bytesMax;
    private long bytes;
    private @Nullable IOException failure;

    Packed(InputStream file, long bytesMax) {
      super(file);
      this.bytesMax = bytesMax;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read;
      try {
        read = super.read(buffer, offset, length);
      } catch (IOException broken) {
        failure = broken;
        throw broken;
      }
      bytes += Math.max(read, 0);
      if (bytes > bytesMax) {
        throw new UnsafeArchive(
            ArchiveRefusal.TOO_LARGE, "it is larger than " + bytesMax + " bytes");
      }
      return read;
    }
  }
}
