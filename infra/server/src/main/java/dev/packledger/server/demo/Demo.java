package dev.packledger.server.demo;

import dev.packledger.identity.OperatorKey;
import dev.packledger.server.ServerOptions;
import dev.packledger.server.ServerProcess;
import dev.packledger.server.StartFailure;
import dev.packledger.server.engines.LedgerPlace;
import dev.packledger.webhooks.stripedouble.StripeDouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server on a folder of its own with a payment provider beside it, and the story seeded. */
public final class Demo implements AutoCloseable {
  /** Tells that a data folder is a demo's, whose operator key may be renewed at each start. */
  private static final String MARK = "demo";

  private final StripeDouble stripe;
  private final ServerProcess server;
  private final String operatorKey;

  private Demo(StripeDouble stripe, ServerProcess server, String operatorKey) {
    this.stripe = stripe;
    this.server = server;
    this.operatorKey = operatorKey;
  }

  /**
   * Starts both.
   *
   * @param data a folder that a demo made, or one that is empty or missing
   * @throws DemoFailure where the folder is somebody else's
   * @throws StartFailure where the server cannot start
   */
  public static Demo start(Path data, int port, LedgerPlace ledger, InstantSource clock) {
    @Nullable String renewed = claim(data) ? OperatorKey.renew(data).secretToShow() : null;
    try {
      StripeDouble stripe = StripeDouble.start(StripeDouble.Settings.testMode("demo"), clock);
      try {
        ServerProcess server =
            ServerProcess.start(
                ServerOptions.on(data, port)
                    .with(changes -> changes.stripeApi(stripe.base()).ledger(ledger)),
                clock);
        @Nullable String made = server.part(OperatorKey.class).secretToShow();
        return new Demo(
            stripe,
            server,
            Objects.requireNonNull(made == null ? renewed : made, "made or renewed"));
      } catch (RuntimeException | Error failed) {
        stripe.close();
        throw failed;
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("the payment provider's double does not start", failed);
    }
  }

  /** Marks a folder as a demo's; answers whether it was one before. */
  private static boolean claim(Path data) {
    try {
      if (Files.exists(data.resolve(MARK))) {
        return true;
      }
      if (Files.isDirectory(data)) {
        try (Stream<Path> files = Files.list(data)) {
          if (files.findAny().isPresent()) {
            throw new DemoFailure(
                DemoFailure.FOLDER,
                "The folder " + data + " was not made by a demo: name another with --data");
          }
        }
      }
      Files.createDirectories(data);
      Files.createFile(data.resolve(MARK));
      return false;
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot use the folder " + data, failed);
    }
  }

  /**
   * Seeds the story and prints what to try.
   *
   * @throws DemoFailure where the server answers something else than it must
   */
  public void tell(Consumer<String> line) {
    try (ApiClient operator = ApiClient.of(server.address(), operatorKey)) {
      Story.Told told = new Story(operator, stripe, line).tell();
      line.accept("");
      line.accept("Install as Ann of Initech (each in a new folder):");
      ClientCommands commands = new ClientCommands(told.buyer().npm(), told.member().secret());
      for (ClientCommands.Commands client : commands.all()) {
        line.accept("");
        line.accept("# " + client.client());
        client.lines().forEach(line);
      }
      line.accept("");
      line.accept("# refused: the token of Bob's lost laptop");
      line.accept(commands.view(told.revoked()));
      line.accept("");
      line.accept("# the pages, in a browser: " + server.address());
      new Logins(server).all().forEach(login -> line.accept("  " + login));
      line.accept("  the operator: operator key " + operatorKey);
      line.accept("");
      line.accept("# the API, as the operator and as Acme's owner");
      line.accept(curl(operatorKey, "/api/v1/organizations"));
      Organization seller = told.seller();
      line.accept(curl(seller.owner().credential(), seller.path("/licenses?side=sold")));
    }
  }

  private String curl(String credential, String path) {
    return "curl -H 'Authorization: Bearer %s' '%s%s'"
        .formatted(credential, server.address(), path);
  }

  /** How it is reached. */
  public ServerProcess server() {
    return server;
  }

  @Override
  public void close() {
    server.close();
    stripe.close();
  }
}
