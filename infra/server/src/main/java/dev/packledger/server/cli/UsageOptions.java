package dev.packledger.server.cli;

import dev.packledger.server.usage.UsageSettings;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  /**
   * What was chosen.
   *
   * @throws CommandLine.ParameterException where it is out of range
   */
  UsageSettings settings() {
    try {
      return new UsageSettings(
          Duration.ofSeconds(windowSeconds), days, UsageSettings.USUAL.waitingMax());
    } catch (IllegalArgumentException outOfRange) {
      throw new CommandLine.ParameterException(
          Objects.requireNonNull(spec, "picocli sets it").commandLine(),
          "--usage-window or --usage-days: " + outOfRange.getMessage());
    }
  }
}
