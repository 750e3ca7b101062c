package dev.packledger.server.cli;

import dev.packledger.server.ServerOptions;
import dev.packledger.server.StartFailure;
import dev.packledger.server.demo.Demo;
import dev.packledger.server.demo.DemoFailure;
import dev.packledger.server.engines.LedgerPlace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code packledger demo}: the product with sample data, to be tried with real clients. */
@Command(
    name = "demo",
    description = {
      "Starts a server with sample data and prints commands to try it with.",
      "Run again it goes on with the same data; delete the folder to begin anew."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:stopped when told to, or seeded with --exit",
      " 2:the command line is wrong",
      "65:the data folder is damaged or was not made by a demo",
      "69:the port or the data folder is in use, or the ledger's server is away",
      "70:a defect of the program",
      "77:the ledger's server does not let us in"
    })
public final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      defaultValue = ".packledger/demo",
      description = "Folder of the demo's data (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of(".packledger", "demo");

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Port of HTTP; 0 takes a free one (default: ${DEFAULT-VALUE}).")
  private int port = ServerOptions.PORT;

  @Option(names = "--exit", description = "Ends after the seeding instead of serving on.")
  private boolean exit;

  @Mixin private final LedgerOptions ledger = new LedgerOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    LedgerPlace place = ledger.read(spec.commandLine());
    try {
      return run(out, place);
    } catch (StartFailure failure) {
      err.println("packledger: " + failure.code() + ": " + failure.getMessage());
      return ExitCodes.of(failure.code());
    } catch (DemoFailure failure) {
      err.println("packledger: " + failure.code() + ": " + failure.getMessage());
      return failure.code().equals(DemoFailure.STORY) ? ExitCodes.SOFTWARE : ExitCodes.DATA;
    }
  }

  private int run(PrintWriter out, LedgerPlace place) throws InterruptedException {
    InstantSource clock = InstantSource.system();
    say(out, "Starting PostgreSQL and the server on the data in " + data + " ...");
    long began = System.nanoTime();
    Demo demo = Demo.start(data, port, place, clock);
    CountDownLatch stopped = new CountDownLatch(1);
    Thread stop = new Thread(() -> stop(demo, stopped), "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      say(out, "Serving at " + demo.server().address() + " after " + since(began));
      demo.tell(line -> say(out, line));
      say(out, "");
      say(out, "Seeded after " + since(began) + (exit ? "." : ". Ctrl-C ends it."));
      if (!exit) {
        stopped.await();
      }
      return ExitCodes.OK;
    } finally {
      Runtime.getRuntime().removeShutdownHook(stop);
      demo.close();
    }
  }

  private static void stop(Demo demo, CountDownLatch stopped) {
    demo.close();
    stopped.countDown();
    // Told to stop and stopped: no failure, whatever signal told.
    Runtime.getRuntime().halt(ExitCodes.OK);
  }

  private static String since(long beganNanos) {
    Duration took = Duration.ofNanos(System.nanoTime() - beganNanos);
    return "%.1f s".formatted(took.toMillis() / 1000.0);
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
