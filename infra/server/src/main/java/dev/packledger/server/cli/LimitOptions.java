package dev.packledger.server.cli;

import dev.packledger.blobs.BlobLimits;
import dev.packledger.server.ServerLimits;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How much a server takes in and how long it remembers. */
final class LimitOptions {
  @Option(
      names = "--file-bytes-max",
      paramLabel = "BYTES",
      defaultValue = "268435456",
      description = "Largest file of a release (default: ${DEFAULT-VALUE}, 256 MiB).")
  private long fileBytesMax = BlobLimits.USUAL.blobBytesMax();

  @Option(
      names = "--seller-bytes-max",
      paramLabel = "BYTES",
      defaultValue = "68719476736",
      description = "All files of one seller together (default: ${DEFAULT-VALUE}, 64 GiB).")
  private long sellerBytesMax = BlobLimits.USUAL.sellerBytesMax();

  @Option(
      names = "--idempotency-days",
      paramLabel = "DAYS",
      defaultValue = "7",
      description =
          "How long an Idempotency-Key is remembered after its first use"
              + " (default: ${DEFAULT-VALUE}).")
  private int idempotencyDays = (int) ServerLimits.USUAL.keysKept().toDays();

  /** The limits; a value that is none ends the command with its usage. */
  ServerLimits read(CommandLine command) {
    try {
      return new ServerLimits(
          new BlobLimits(fileBytesMax, sellerBytesMax), Duration.ofDays(idempotencyDays));
    } catch (IllegalArgumentException wrong) {
      throw new CommandLine.ParameterException(command, String.valueOf(wrong.getMessage()), wrong);
    }
  }
}
