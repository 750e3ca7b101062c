package dev.packledger.blobs;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.registry.shared.BlobRefusal;
import dev.packledger.registry.shared.Blobs;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A blob on its way in: a file in {@code staging} until it is kept. */
final class StagedFile implements Blobs.Staged {
  private final FileBlobs blobs;
  private final SellerSpace space;
  private final long bytesMax;
  private final OrganizationId seller;
  private final Path file;
  private final FileChannel channel;
  private final MessageDigest digest = Sha256.fresh();
  private long bytes;
  private @Nullable Closeable hold;

  StagedFile(
      FileBlobs blobs, Layout layout, SellerSpace space, long bytesMax, OrganizationId seller)
      throws IOException {
    this.blobs = blobs;
    this.space = space;
    this.bytesMax = bytesMax;
    this.seller = seller;
    this.file = Files.createTempFile(layout.staging(), "", ".part");
    this.channel = FileChannel.open(file, StandardOpenOption.WRITE);
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
        append(buffer, offset, length);
      }
    };
  }

  private void append(byte[] buffer, int offset, int length) throws IOException {
    if (length > bytesMax - bytes) {
      throw new Blobs.LimitExceeded(
          BlobRefusal.TOO_LARGE, "the file is larger than " + bytesMax + " bytes");
    }
    space.take(seller, length);
    bytes += length;
    ByteBuffer content = ByteBuffer.wrap(buffer, offset, length);
    while (content.hasRemaining()) {
      channel.write(content);
    }
    digest.update(buffer, offset, length);
  }

  @Override
  public InputStream open() throws IOException {
    return Files.newInputStream(file);
  }

  @Override
  public Digest keep() throws IOException {
    channel.force(true);
    channel.close();
    Digest kept = Digest.of(digest.digest());
    hold = blobs.hold(kept);
    blobs.put(file, kept);
    space.keep(seller, kept, bytes);
    return kept;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    space.giveBack(seller, bytes);
    bytes = 0;
    Files.deleteIfExists(file);
    if (hold != null) {
      hold.close();
    }
  }
}
