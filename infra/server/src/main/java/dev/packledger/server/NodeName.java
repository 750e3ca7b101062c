package dev.packledger.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What this node is called in leases, receipts and claims of projections. Kept in the data folder,
 * which one process holds at a time, so that a restart takes over its own claims at once.
 */
public record NodeName(String value) {
  /** The name of a data folder; the first call makes it. */
  public static NodeName of(Path dataFolder) {
    Path file = dataFolder.resolve("node-name");
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(dataFolder);
        Files.writeString(file, "node-" + UUID.randomUUID());
      }
      return new NodeName(Files.readString(file).strip());
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot use the data folder " + dataFolder, failure);
    }
  }
}
