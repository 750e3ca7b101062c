package dev.packledger.registry.npm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.packledger.domain.ledger.Digest;
import dev.packledger.registry.shared.Blobs;
import dev.packledger.registry.shared.MemoryBlobs;
import dev.packledger.registry.shared.archive.ArchiveLimits;
import dev.packledger.registry.shared.running.RawHttp;
import dev.packledger.registry.shared.running.Registry;
import dev.packledger.registry.shared.running.Story;
import dev.packledger.registry.shared.running.World;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Large bodies and many publishers at once. */
class NpmLoadTest {
  private static final NpmAdapter NPM = new NpmAdapter(NpmSettings.USUAL);
  private static final int TARBALL_BYTES = 192 << 20;
  private static final long ALLOCATED_BYTES_MAX = 16L << 20;

  @Test
  void readsALargeTarballInConstantMemory() throws IOException {
    byte[] head =
        "{\"name\":\"@acme/ui\",\"_attachments\":{\"a.tgz\":{\"data\":\""
            .getBytes(StandardCharsets.UTF_8);
    byte[] tail = "\"}},\"versions\":{}}".getBytes(StandardCharsets.UTF_8);
    InputStream body =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(
                    new ByteArrayInputStream(head),
                    new Repeated(TARBALL_BYTES / 3L * 4),
                    new ByteArrayInputStream(tail))));
    Counted staged = new Counted();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    NpmPublication read =
        NpmPublication.read(
            body,
            NpmName.parse("@acme/ui").orElseThrow(),
            new NpmLimits(ArchiveLimits.USUAL, 1 << 20, 1 << 20),
            staged);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(ALLOCATED_BYTES_MAX);
    assertThat(staged.bytes).isEqualTo(TARBALL_BYTES);
    assertThat(read).isInstanceOf(NpmPublication.Refused.class);
  }

  @Test
  void oneOfManyPublishersOfAVersionWins() throws Exception {
    World world = Story.begun(NPM);
    try (Registry registry = new Registry(world, new MemoryBlobs(1 << 20, 64 << 20), NPM);
        ExecutorService publishers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> attempts = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        String description = "attempt " + i;
        attempts.add(() -> publish(registry.port(), description));
      }
      List<String> won = new ArrayList<>();
      for (Future<String> attempt : publishers.invokeAll(attempts)) {
        if (!attempt.get().isEmpty()) {
          won.add(attempt.get());
        }
      }
      assertThat(won).hasSize(1);
      RawHttp.Answer packument =
          RawHttp.exchange(
              registry.port(),
              "GET /acme/npm/@acme%2fui",
              Map.of("Authorization", "Bearer plk_publisher"),
              new byte[0]);
      assertThat(packument.body()).contains('"' + won.getFirst() + '"');
    }
  }

  /** The description that was published; empty where the version was another's. */
  private static String publish(int port, String description) throws IOException {
    byte[] body =
        Publications.body(
            "@acme/ui",
            "1.0.0",
            "latest",
            metadata -> metadata.put("description", description),
            document -> {});
    RawHttp.Answer answer =
        RawHttp.exchange(
            port,
            "PUT /acme/npm/@acme%2fui",
            Map.of("Authorization", "Bearer plk_publisher"),
            body);
    if (answer.statusLine().startsWith("HTTP/1.1 201")) {
      return description;
    }
    assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 403 release.exists");
    return "";
  }

  /** So many letters A: zeros in base64. */
  private static final class Repeated extends InputStream {
    private long left;

    Repeated(long length) {
      left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'A' : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int read = (int) Math.min(length, left);
      Arrays.fill(buffer, offset, offset + read, (byte) 'A');
      left -= read;
      return read;
    }
  }

  /** Counts bytes and keeps none. */
  private static final class Counted implements Blobs.Staged {
    private long bytes;

    @Override
    public OutputStream sink() {
      return new OutputStream() {
        @Override
        public void write(int b) {
          bytes++;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {
          bytes += length;
        }
      };
    }

    @Override
    public InputStream open() {
      return InputStream.nullInputStream();
    }

    @Override
    public Digest keep() {
      throw new AssertionError("a refused publication is never kept");
    }

    @Override
    public void close() {}
  }
}
