package dev.packledger.blobs;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.registry.shared.Blobs;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** A blob in its place. */
record KeptBlob(Digest digest, long size, Path file) implements Blobs.Blob {
  private static final int CHUNK = 64 << 10;

  @Override
  public void copy(long first, long length, OutputStream to) throws IOException {
    Objects.checkFromIndexSize(first, length, size);
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(CHUNK, Math.max(length, 1)));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (long at = first; at < first + length; ) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), first + length - at));
        int read = channel.read(buffer, at);
        if (read < 0) {
          throw new EOFException("blob " + digest.hex() + " was cut short while it was read");
        }
        to.write(buffer.array(), 0, read);
        at += read;
      }
    }
  }
}
