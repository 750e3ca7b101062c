package dev.packledger.registry.shared;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.organizations.OrganizationId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store of blobs in memory. */
public final class MemoryBlobs implements Blobs {
  private final long blobBytesMax;
  private final long sellerBytesMax;
  private final Map<Digest, byte[]> kept = new HashMap<>();
  private final Map<OrganizationId, Long> used = new HashMap<>();
  private final Set<String> marks = new HashSet<>();

  public MemoryBlobs(long blobBytesMax, long sellerBytesMax) {
    this.blobBytesMax = blobBytesMax;
    this.sellerBytesMax = sellerBytesMax;
  }

  @Override
  public synchronized Staged stage(OrganizationId seller) {
    return new Bytes(seller);
  }

  @Override
  public synchronized @Nullable Blob find(Digest digest) {
    byte[] content = kept.get(digest);
    return content == null ? null : new Found(digest, content);
  }

  private record Found(Digest digest, byte[] content) implements Blob {
    @Override
    public long size() {
      return content.length;
    }

    @Override
    public void copy(long first, long length, OutputStream to) throws IOException {
      Objects.checkFromIndexSize(first, length, content.length);
      to.write(content, (int) first, (int) length);
    }
  }

  private final class Bytes implements Staged {
    private final OrganizationId seller;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private boolean counted;

    Bytes(OrganizationId seller) {
      this.seller = seller;
    }

    @Override
    public OutputStream sink() {
      return new OutputStream() {
        @Override
        public void write(int b) throws IOException {
          write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
          take(length);
          content.write(buffer, offset, length);
        }
      };
    }

    private void take(int length) throws LimitExceeded {
      synchronized (MemoryBlobs.this) {
        if (content.size() + length > blobBytesMax) {
          throw new LimitExceeded(BlobRefusal.TOO_LARGE, "the file is too large");
        }
        if (used.getOrDefault(seller, 0L) + length > sellerBytesMax) {
          throw new LimitExceeded(BlobRefusal.SELLER_SPACE_USED, "the space is used up");
        }
        used.merge(seller, (long) length, Long::sum);
      }
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(content.toByteArray());
    }

    @Override
    public Digest keep() {
      Digest digest = sha256(content.toByteArray());
      synchronized (MemoryBlobs.this) {
        kept.put(digest, content.toByteArray());
        counted = marks.add(seller.value() + digest.hex());
      }
      return digest;
    }

    @Override
    public void close() {
      synchronized (MemoryBlobs.this) {
        if (!counted) {
          used.merge(seller, (long) -content.size(), Long::sum);
          content.reset();
        }
      }
    }
  }

  private static Digest sha256(byte[] content) {
    try {
      return new Digest(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }
}
