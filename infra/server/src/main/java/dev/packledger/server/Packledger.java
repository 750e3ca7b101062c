package dev.packledger.server;

import dev.packledger.server.cli.BenchCommand;
import dev.packledger.server.cli.CopyLedgerCommand;
import dev.packledger.server.cli.DemoCommand;
import dev.packledger.server.cli.ReplayCommand;
import dev.packledger.server.cli.ServeCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program: reads the command line and hands over to the command named there. */
@Command(
    name = "packledger",
    description = "A package registry whose access decisions follow from a ledger of events.",
    mixinStandardHelpOptions = true,
    versionProvider = Packledger.Version.class,
    subcommands = {
      ServeCommand.class,
      DemoCommand.class,
      ReplayCommand.class,
      CopyLedgerCommand.class,
      BenchCommand.class
    })
public final class Packledger implements Runnable {

  private final CommandLine commandLine = new CommandLine(this);

  private Packledger() {}

  public static void main(String[] args) {
    System.exit(new Packledger().commandLine.execute(args));
  }

  @Override
  public void run() {
    commandLine.usage(commandLine.getOut());
  }

  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = Packledger.class.getPackage().getImplementationVersion();
      return new String[] {"packledger " + (version == null ? "development" : version)};
    }
  }
}
