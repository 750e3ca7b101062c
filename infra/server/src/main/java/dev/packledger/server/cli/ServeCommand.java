package dev.packledger.server.cli;

import dev.packledger.identity.OperatorKey;
import dev.packledger.server.ServerOptions;
import dev.packledger.server.ServerProcess;
import dev.packledger.server.StartFailure;
import dev.packledger.server.web.TrustedProxies;
import java.io.PrintWriter;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code packledger serve}: runs until it is told to stop. */
@Command(
    name = "serve",
    description = "Runs the server until it is told to stop.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:stopped when told to",
      " 2:the command line is wrong",
      "65:the data folder or database is damaged or not Packledger's",
      "69:the port or the data folder is in use, or the database or the ledger's server is away",
      "70:a defect of the program",
      "77:the ledger's server does not let us in"
    })
public final class ServeCommand implements Callable<Integer> {
  @Mixin private final DataOptions data = new DataOptions();

  @Mixin private final LedgerOptions ledger = new LedgerOptions();

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Port of HTTP; 0 takes a free one (default: ${DEFAULT-VALUE}).")
  private int port = ServerOptions.PORT;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description = "How clients reach this server (default: http://localhost:PORT).")
  private @Nullable URI publicUrl;

  @Option(
      names = "--base-domain",
      paramLabel = "DOMAIN",
      description = "Serves each organisation's registry under SLUG.DOMAIN too.")
  private @Nullable String baseDomain;

  @Option(
      names = "--unscoped-names",
      description = "Lets sellers publish npm packages without a scope.")
  private boolean unscopedNames;

  @Option(
      names = "--stripe-api",
      paramLabel = "URL",
      defaultValue = "https://api.stripe.com",
      description = "Where the payment provider's API is (default: ${DEFAULT-VALUE}).")
  private URI stripeApi = ServerOptions.STRIPE_API;

  @Mixin private final UsageOptions usage = new UsageOptions();

  private int evaluationsMax = ServerOptions.EVALUATIONS_MAX;

  @Option(
      names = "--evaluations-max",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "Most access decisions that one request may ask for (default: ${DEFAULT-VALUE}).")
  void evaluationsMax(int most) {
    if (most < 1 || most > ServerOptions.EVALUATIONS_BOUND) {
      throw new CommandLine.ParameterException(
          output(), "--evaluations-max is between 1 and " + ServerOptions.EVALUATIONS_BOUND);
    }
    evaluationsMax = most;
  }

  @Option(
      names = "--trusted-proxies",
      paramLabel = "CIDR",
      split = ",",
      description =
          "Networks of your proxies, whose word is taken for the address that a request comes from"
              + " (default: none).")
  private List<String> trustedProxies = List.of();

  @Option(
      names = "--proxy-header",
      paramLabel = "NAME",
      defaultValue = TrustedProxies.X_FORWARDED_FOR,
      description =
          "The one header that your proxies set: X-Forwarded-For or Forwarded"
              + " (default: ${DEFAULT-VALUE}).")
  private String proxyHeader = TrustedProxies.X_FORWARDED_FOR;

  @Mixin private final LimitOptions limits = new LimitOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    ServerOptions options =
        new ServerOptions(
            data.data,
            port,
            data.databaseUrl,
            ledger.read(output()),
            publicUrl,
            baseDomain,
            unscopedNames,
            stripeApi,
            ServerOptions.LEASE_TIME,
            evaluationsMax,
            proxies(),
            limits.read(output()),
            usage.read(output()));
    PrintWriter out = output().getOut();
    PrintWriter err = output().getErr();
    try {
      run(options, out);
      return ExitCodes.OK;
    } catch (StartFailure failure) {
      err.println("packledger: " + failure.code() + ": " + failure.getMessage());
      return ExitCodes.of(failure.code());
    }
  }

  /** Once, at the first start of a data folder; only its digest is kept. */
  private static void showOperatorKey(ServerProcess server, PrintWriter out) {
    String secret = server.part(OperatorKey.class).secretToShow();
    if (secret != null) {
      out.println("Operator key (shown this once; keep it): " + secret);
    }
  }

  private TrustedProxies proxies() {
    try {
      return TrustedProxies.of(trustedProxies, proxyHeader);
    } catch (IllegalArgumentException wrong) {
      throw new CommandLine.ParameterException(output(), String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private CommandLine output() {
    return Objects.requireNonNull(spec, "picocli sets it").commandLine();
  }

  /** Serves until the process is told to stop. */
  private static void run(ServerOptions options, PrintWriter out) throws InterruptedException {
    ServerProcess server = ServerProcess.start(options, InstantSource.system());
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  stopped.countDown();
                  // Told to stop and stopped: no failure, whatever signal told.
                  Runtime.getRuntime().halt(ExitCodes.OK);
                },
                "stop"));
    showOperatorKey(server, out);
    out.println("Packledger serves at " + server.address() + " (data in " + options.data() + ")");
    out.flush();
    stopped.await();
  }
}
