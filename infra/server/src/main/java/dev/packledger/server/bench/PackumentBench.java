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
 * Warm packuments, whole (200) and unchanged (304): Packledger with a decision on every release at
 * every request, nginx with the same bytes from a file, Verdaccio with a package of as many
 * releases; by the same client in one run, in turns.
 */
public final class PackumentBench {
  private static final String ACCEPT = "Accept: application/vnd.npm.install-v1+json";

  private final int releases;
  private final int turns;
  private final Duration turn;
  private final Consumer<String> out;

  /**
   * @param releases of the package
   * @param turns of each server and status, odd; the median counts
   */
  public PackumentBench(int releases, int turns, Duration turn, Consumer<String> out) {
    this.releases = releases;
    this.turns = turns;
    this.turn = turn;
    this.out = out;
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
      String authorization = "Authorization: Bearer " + market.readers(1).getFirst().secret();
      Contender ours = new Contender("packledger", market.address(), Market.DOCUMENT);
      byte[] document = document(ours, ACCEPT, authorization);
      Path nginx = Load.program("nginx");
      Path verdaccio = Load.program("verdaccio");
      try (Rival file = nginx == null ? null : Rival.nginx(nginx, folder, document);
          Rival registry =
              verdaccio == null ? null : Rival.verdaccio(verdaccio, folder, releases)) {
        List<Contender> contenders = new ArrayList<>(List.of(ours));
        add(contenders, "nginx", file);
        add(contenders, "verdaccio", registry);
        Load load = new Load();
        out.accept(
            "packument of %d releases, %d bytes, answers/s by %s"
                .formatted(releases, document.length, load.name()));
        // Warm: what is compiled at run time is compiled, what is cached is cached.
        for (Contender contender : contenders) {
          measure(load, contender, ACCEPT, authorization);
          contender.whole().clear();
          contender.unchanged().clear();
        }
        for (int i = 0; i < turns; i++) {
          for (Contender contender : contenders) {
            measure(load, contender, ACCEPT, authorization);
          }
        }
        contenders.forEach(contender -> print(contender, ours));
      }
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
