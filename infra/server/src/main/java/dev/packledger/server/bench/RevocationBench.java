package dev.packledger.server.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;

/**
 * Tokens are revoked through the API while readers ask for a document with tokens around those, as
 * fast as they can. An allow of a request that was sent after the revocation's acknowledgement had
 * arrived is a broken promise; there must be none.
 */
public final class RevocationBench {
  private static final int REVOKERS = 16;
  private static final int READERS = 16;

  /** Readers ask with tokens at most this far from the one that is being revoked. */
  private static final int WINDOW = 200;

  private final Market market;
  private final List<Market.Reader> tokens;

  /** When the answer had arrived, by {@link System#nanoTime}; 0 before. */
  private final AtomicLongArray acknowledgedAtNanos;

  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger working = new AtomicInteger(REVOKERS);

  /**
   * What was seen.
   *
   * @param brokenPromises allows of requests that were sent after the acknowledgement
   * @param otherReads reads that were neither allowed nor denied: failures
   */
  public record Result(
      int revocations,
      Duration took,
      Duration acknowledgedP50,
      Duration acknowledgedP99,
      long allowed,
      long denied,
      long otherReads,
      long brokenPromises) {}

  private record Reads(long allowed, long denied, long other, long brokenPromises) {
    Reads plus(Reads more) {
      return new Reads(
          allowed + more.allowed,
          denied + more.denied,
          other + more.other,
          brokenPromises + more.brokenPromises);
    }
  }

  private RevocationBench(Market market, List<Market.Reader> tokens) {
    this.market = market;
    this.tokens = tokens;
    this.acknowledgedAtNanos = new AtomicLongArray(tokens.size());
  }

  /**
   * Measures on a server of its own.
   *
   * @param data an empty folder
   */
  public static Result run(
      Path data, int revocations, InstantSource clock, Consumer<String> progress)
      throws InterruptedException {
    try (Market market = Market.open(data, 3, clock, progress)) {
      progress.accept("issuing %d tokens".formatted(revocations));
      List<Market.Reader> tokens = market.readers(revocations);
      progress.accept("revoking them under load");
      return new RevocationBench(market, tokens).measure();
    }
  }

  private Result measure() throws InterruptedException {
    SplittableRandom seeds = new SplittableRandom(1);
    AtomicInteger readersLeft = new AtomicInteger(READERS);
    long began = System.nanoTime();
    List<Object> results =
        Producers.run(
            REVOKERS + READERS,
            () -> {
              if (readersLeft.getAndDecrement() > 0) {
                SplittableRandom random;
                synchronized (seeds) {
                  random = seeds.split();
                }
                return read(random);
              }
              return revoke();
            });
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    long[] latencies =
        results.stream()
            .filter(long[].class::isInstance)
            .flatMapToLong(one -> Arrays.stream((long[]) one))
            .sorted()
            .toArray();
    Reads reads =
        results.stream()
            .filter(Reads.class::isInstance)
            .map(Reads.class::cast)
            .reduce(new Reads(0, 0, 0, 0), Reads::plus);
    return new Result(
        latencies.length,
        took,
        Duration.ofNanos(latencies[latencies.length / 2]),
        Duration.ofNanos(latencies[(int) (latencies.length * 0.99)]),
        reads.allowed(),
        reads.denied(),
        reads.other(),
        reads.brokenPromises());
  }

  /** Revokes until none is left; answers how long each acknowledgement took. */
  private long[] revoke() throws IOException {
    long[] latencies = new long[tokens.size()];
    int count = 0;
    URI server = market.address();
    String authorization = "Authorization: Bearer " + market.ownerSecret();
    try (Connection connection = Connection.to(server)) {
      for (int i = next.getAndIncrement(); i < tokens.size(); i = next.getAndIncrement()) {
        String path = "/api/v1/tokens/" + tokens.get(i).id().value();
        long sentAt = System.nanoTime();
        int status = connection.exchange(Connection.request("DELETE", server, path, authorization));
        long arrivedAt = System.nanoTime();
        if (status != 204) {
          throw new IOException("a revocation was answered with " + status);
        }
        acknowledgedAtNanos.set(i, arrivedAt);
        latencies[count++] = arrivedAt - sentAt;
      }
    } finally {
      working.decrementAndGet();
    }
    return Arrays.copyOf(latencies, count);
  }

  /** Reads until the last revoker is done. */
  private Reads read(SplittableRandom random) throws IOException {
    long allowed = 0;
    long denied = 0;
    long other = 0;
    long broken = 0;
    URI server = market.address();
    try (Connection connection = Connection.to(server)) {
      while (working.get() > 0) {
        int at = next.get();
        int i =
            random.nextInt(Math.max(0, at - WINDOW), Math.min(tokens.size() + WINDOW, at + WINDOW))
                % tokens.size();
        byte[] request =
            Connection.request(
                "GET", server, Market.DOCUMENT, "Authorization: Bearer " + tokens.get(i).secret());
        long sentAt = System.nanoTime();
        int status = connection.exchange(request);
        switch (status) {
          case 200 -> {
            allowed++;
            long acknowledged = acknowledgedAtNanos.get(i);
            broken += acknowledged != 0 && sentAt - acknowledged > 0 ? 1 : 0;
          }
          case 401 -> denied++;
          default -> other++;
        }
      }
    }
    return new Reads(allowed, denied, other, broken);
  }
}
