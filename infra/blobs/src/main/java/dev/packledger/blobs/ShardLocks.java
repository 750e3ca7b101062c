package dev.packledger.blobs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps publications and the collection of orphans apart: a publication holds its blob's lock
 * shared from before the blob is put until its command was answered, the collection takes it alone
 * and only where nobody holds it. The lock is a file lock, so it binds all processes on the folder,
 * holds while a process is paused, and is let go by the system when one dies.
 *
 * <p>One channel a shard: closing any other on the same file would drop this process's lock.
 */
final class ShardLocks {
  private final Layout layout;
  private final Map<String, Shard> shards = new ConcurrentHashMap<>();

  ShardLocks(Layout layout) {
    this.layout = layout;
  }

  /** Waits for a collection that is at work in the shard, then holds it shared. */
  Closeable share(String shard) throws IOException {
    Shard held = shards.computeIfAbsent(shard, Shard::new);
    held.share();
    return new Once(held::unshare);
  }

  /** Holds the shard alone, or null where somebody holds it. */
  @Nullable Closeable tryAlone(String shard) throws IOException {
    Shard held = shards.computeIfAbsent(shard, Shard::new);
    return held.tryAlone() ? new Once(held::release) : null;
  }

  @FunctionalInterface
  private interface Release {
    void run() throws IOException;
  }

  private static final class Once implements Closeable {
    private @Nullable Release release;

    Once(Release release) {
      this.release = release;
    }

    @Override
    public synchronized void close() throws IOException {
      Release once = release;
      release = null;
      if (once != null) {
        once.run();
      }
    }
  }

  /** The holders within this process, and their one lock on the file. Guarded by its monitor. */
  private final class Shard {
    private final String name;
    private int sharers;
    private boolean alone;
    private @Nullable FileChannel channel;

    Shard(String name) {
      this.name = name;
    }

    synchronized void share() throws IOException {
      awaitRelease();
      if (sharers == 0) {
        lock(true, true);
      }
      sharers++;
    }

    synchronized void unshare() throws IOException {
      sharers--;
      if (sharers == 0) {
        unlock();
      }
    }

    synchronized boolean tryAlone() throws IOException {
      if (alone || sharers > 0 || !lock(false, false)) {
        return false;
      }
      alone = true;
      return true;
    }

    synchronized void release() throws IOException {
      alone = false;
      try {
        unlock();
      } finally {
        notifyAll();
      }
    }

    private boolean lock(boolean shared, boolean waiting) throws IOException {
      Layout.makeFolder(layout.root().resolve("locks"));
      FileChannel opened =
          FileChannel.open(
              layout.lock(name),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock lock = null;
      try {
        lock =
            waiting
                ? opened.lock(0, Long.MAX_VALUE, shared)
                : opened.tryLock(0, Long.MAX_VALUE, shared);
      } finally {
        if (lock == null) {
          opened.close();
        }
      }
      if (lock != null) {
        channel = opened;
      }
      return lock != null;
    }

    private void unlock() throws IOException {
      FileChannel open = channel;
      channel = null;
      if (open != null) {
        open.close();
      }
    }

    private void awaitRelease() throws IOException {
      while (alone) {
        try {
          wait();
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted while waiting for a collection", interrupted);
        }
      }
    }
  }
}
