package dev.packledger.server.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Warm index documents, whole (200) and unchanged (304): Packledger with decisions about every
 * release in them, nginx with the same bytes from a file, for packuments Verdaccio with a package
 * of as many releases; by the same client in one run, in turns.
 */
public final class IndexBench {
  private static final String PACKUMENT = "Accept: application/vnd.npm.install-v1+json";
  private static final String ANYTHING = "Accept: */*";

  private final int releases;
  private final int packages;
  private final int turns;
  private final Duration turn;
  private final Consumer<String> out;

  /**
   * @param releases of each package
   * @param packages in the documents that list many
   * @param turns of each server and status, odd; the median counts
   */
  public IndexBench(int releases, int packages, int turns, Duration turn, Consumer<String> out) {
    this.releases = releases;
    this.packages = packages;
    this.turns = turns;
    this.turn = turn;
    this.out = out;
  }

  /** A document of the buyer's tree. */
  private record Index(String name, String path, String accept) {
    static List<Index> all() {
      return List.of(
          new Index("packument", Market.DOCUMENT, PACKUMENT),
          new Index("info/NAME", "/buyer/rubygems/info/goods_0", ANYTHING),
          new Index("versions", "/buyer/rubygems/versions", ANYTHING),
          new Index("packages/NAME", "/buyer/hex/packages/goods_0", ANYTHING));
    }
  }

  /** One of those compared, and its figures: answers per second, turn by turn. */
  private record Contender(
      String name, URI server, String path, List<Double> whole, List<Double> unchanged) {
    Contender(String name, URI server, String path) {
      this(name, server, path, new ArrayList<>(), new ArrayList<>());
    }
  }

  /**
   * Measures and prints.
   *
   * @param folder an empty folder
   */
  public void run(Path folder, InstantSource clock) throws IOException, InterruptedException {
    try (Market market = Market.open(folder.resolve("data"), releases, clock, out)) {
      market.stock(Goods.GEMS, packages, releases);
      market.stock(Goods.HEX, 1, releases);
      String authorization = "Authorization: Bearer " + market.readers(1).getFirst().secret();
      for (Index index : Index.all()) {
        run(index, market, folder.resolve(index.name().replace('/', '-')), authorization);
      }
    }
  }

  private void run(Index index, Market market, Path folder, String authorization)
      throws IOException, InterruptedException {
    Contender ours = new Contender("packledger", market.address(), index.path());
    byte[] document = document(ours, index.accept(), authorization);
    Path nginx = Load.program("nginx");
    Path verdaccio = index.accept().equals(PACKUMENT) ? Load.program("verdaccio") : null;
    try (Rival file = nginx == null ? null : Rival.nginx(nginx, folder, document);
        Rival registry = verdaccio == null ? null : Rival.verdaccio(verdaccio, folder, releases)) {
      List<Contender> contenders = new ArrayList<>(List.of(ours));
      add(contenders, "nginx", file);
      if (index.accept().equals(PACKUMENT)) {
        add(contenders, "verdaccio", registry);
      }
      Load load = new Load();
      out.accept(
          "%s, %d releases of a package, %d bytes, answers/s by %s"
              .formatted(index.name(), releases, document.length, load.name()));
      // Warm: what is compiled at run time is compiled, what is cached is cached.
      for (Contender contender : contenders) {
        measure(load, contender, index.accept(), authorization);
        contender.whole().clear();
        contender.unchanged().clear();
      }
      for (int i = 0; i < turns; i++) {
        for (Contender contender : contenders) {
          measure(load, contender, index.accept(), authorization);
        }
      }
      contenders.forEach(contender -> print(contender, ours));
    }
  }

  private void add(List<Contender> contenders, String name, @Nullable Rival rival) {
    if (rival == null) {
      out.accept("SKIPPED: there is no " + name + " on the PATH");
    } else {
      contenders.add(new Contender(name, rival.server(), rival.path()));
    }
  }

  private static byte[] document(Contender contender, String... headers) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (Connection connection = Connection.to(contender.server())) {
      byte[] request = Connection.request("GET", contender.server(), contender.path(), headers);
      int status = connection.exchange(request, body);
      if (status != 200) {
        throw new IOException(contender.name() + " answers with " + status);
      }
    }
    return body.toByteArray();
  }

  private void measure(Load load, Contender contender, String accept, String authorization)
      throws IOException, InterruptedException {
    // Only Packledger is shown a token: it is the only one that decides by it.
    String[] whole =
        contender.name().equals("packledger")
            ? new String[] {accept, authorization}
            : new String[] {accept};
    String tag;
    try (Connection connection = Connection.to(contender.server())) {
      connection.exchange(Connection.request("GET", contender.server(), contender.path(), whole));
      tag = connection.entityTag();
    }
    contender.whole().add(load.rate(contender.server(), contender.path(), 200, turn, whole));
    String[] unchanged = new String[whole.length + 1];
    System.arraycopy(whole, 0, unchanged, 0, whole.length);
    unchanged[whole.length] = "If-None-Match: " + tag;
    contender
        .unchanged()
        .add(load.rate(contender.server(), contender.path(), 304, turn, unchanged));
  }

  private void print(Contender contender, Contender ours) {
    double whole = Figure.median(contender.whole());
    double unchanged = Figure.median(contender.unchanged());
    String line =
        String.format(
            Locale.ROOT, "%-10s 200: %8.0f  304: %8.0f", contender.name(), whole, unchanged);
    if (!contender.equals(ours)) {
      line +=
          String.format(
              Locale.ROOT,
              "  packledger/%s 200: %.2fx  304: %.2fx",
              contender.name(),
              Figure.median(ours.whole()) / whole,
              Figure.median(ours.unchanged()) / unchanged);
    }
    out.accept(line);
  }
}
