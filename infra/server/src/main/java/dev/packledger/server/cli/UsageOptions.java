package dev.packledger.server.cli;

import dev.packledger.server.usage.UsageSettings;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How downloads and denials are counted. */
final class UsageOptions {
  @Option(
      names = "--usage-window",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "Counts of downloads younger than this may be lost in a crash (default:"
              + " ${DEFAULT-VALUE}).")
  private int windowSeconds = (int) UsageSettings.USUAL.window().toSeconds();

  @Option(
      names = "--usage-days",
      paramLabel = "DAYS",
      defaultValue = "400",
      description = "How long counts of downloads are kept (default: ${DEFAULT-VALUE}).")
  private int days = UsageSettings.USUAL.days();

  /** What was chosen; a value that is none ends the command with its usage. */
  UsageSettings read(CommandLine command) {
    try {
      return new UsageSettings(
          Duration.ofSeconds(windowSeconds), days, UsageSettings.USUAL.waitingMax());
    } catch (IllegalArgumentException wrong) {
      throw new CommandLine.ParameterException(command, String.valueOf(wrong.getMessage()), wrong);
    }
  }
}
