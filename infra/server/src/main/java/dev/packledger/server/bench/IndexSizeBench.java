package dev.packledger.server.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What the index of a whole tree costs as it grows ({@code versions} of gems): the first answer,
 * the answer after one more event of the ledger, and the answer while nothing happens; and how long
 * one more release takes to be published into registries of growing size.
 */
public final class IndexSizeBench {
  private static final int TRIES = 5;
  private static final double MILLIS = 1e6;

  private final int releases;
  private final int published;
  private final Consumer<String> out;

  /**
   * @param releases of each package
   * @param published how many releases are published at each size to see how long it takes
   */
  public IndexSizeBench(int releases, int published, Consumer<String> out) {
    this.releases = releases;
    this.published = published;
    this.out = out;
  }

  /**
   * Measures a registry of each size, in a folder of its own, and prints.
   *
   * @param folder an empty folder
   * @param packages how many, size by size
   */
  public void run(Path folder, List<Integer> packages, InstantSource clock)
      throws IOException, InterruptedException {
    for (int size : packages) {
      run(folder.resolve("of-" + size), size, clock);
    }
  }

  private void run(Path folder, int packages, InstantSource clock)
      throws IOException, InterruptedException {
    try (Market market = Market.open(folder, 1, clock, out)) {
      market.stock(Goods.GEMS, packages, releases);
      String authorization = "Authorization: Bearer " + market.readers(1).getFirst().secret();
      Answer first = ask(market, authorization);
      List<Double> changed = new ArrayList<>();
      List<Double> unchanged = new ArrayList<>();
      for (int i = 0; i < TRIES; i++) {
        market.readers(1);
        changed.add(ask(market, authorization).millis());
        unchanged.add(ask(market, authorization).millis());
      }
      List<Double> publishing = new ArrayList<>();
      for (int i = 0; i < published; i++) {
        publishing.add(
            market.publishing(Goods.GEMS, i % packages, releases + i).toNanos() / MILLIS);
      }
      Runtime runtime = Runtime.getRuntime();
      runtime.gc();
      out.accept(
          String.format(
              Locale.ROOT,
              "%7d releases: versions of %8d bytes, first %8.1f ms, after an event %7.2f ms,"
                  + " unchanged %6.2f ms; publishing one more %5.2f ms; heap in use %d MiB",
              packages * releases,
              first.bytes(),
              first.millis(),
              median(changed),
              median(unchanged),
              median(publishing),
              (runtime.totalMemory() - runtime.freeMemory()) >> 20));
    }
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private record Answer(int bytes, double millis) {}

  private static Answer ask(Market market, String authorization) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (Connection connection = Connection.to(market.address())) {
      byte[] request =
          Connection.request("GET", market.address(), "/buyer/rubygems/versions", authorization);
      long began = System.nanoTime();
      int status = connection.exchange(request, body);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      if (status != 200) {
        throw new IOException("versions is answered with " + status);
      }
      return new Answer(body.size(), took.toNanos() / MILLIS);
    }
  }
}
