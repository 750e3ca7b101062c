package dev.packledger.blobs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * How many bytes one seller keeps, as a number in a file that is locked while it is open: the lock
 * binds all processes on the folder and is let go by the system when one dies. The number is
 * forgotten before what it counts changes and written after, so that a process that dies between
 * leaves none, and the next one counts anew. It need not be durable: whoever starts counts anew
 * too.
 */
final class SpaceFile implements Closeable {
  /** No number of bytes: nobody has counted, or somebody died while counting. */
  static final long NOT_KNOWN = -1;

  private final FileChannel channel;

  /** Waits for the lock; the channel is closed with this. */
  SpaceFile(FileChannel channel) throws IOException {
    this.channel = channel;
    boolean locked = false;
    try {
      var unused = channel.lock();
      locked = true;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  /** The number, or {@link #NOT_KNOWN}. It stands there twice, so that half a write is none. */
  long read() throws IOException {
    ByteBuffer numbers = ByteBuffer.allocate(2 * Long.BYTES);
    while (numbers.hasRemaining()) {
      if (channel.read(numbers, numbers.position()) < 0) {
        return NOT_KNOWN;
      }
    }
    long bytes = numbers.getLong(0);
    return bytes >= 0 && bytes == numbers.getLong(Long.BYTES) ? bytes : NOT_KNOWN;
  }

  void forget() throws IOException {
    channel.truncate(0);
  }

  void write(long bytes) throws IOException {
    ByteBuffer numbers = ByteBuffer.allocate(2 * Long.BYTES);
    numbers.putLong(bytes).putLong(bytes).flip();
    while (numbers.hasRemaining()) {
      channel.write(numbers, numbers.position());
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
