package dev.packledger.server.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the data is; the same for every command that needs it. */
final class DataOptions {
  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      defaultValue = ".packledger",
      description = "Folder of keys, blobs and the embedded database (default: ${DEFAULT-VALUE}).")
  Path data = Path.of(".packledger");

  @Option(
      names = "--database-url",
      paramLabel = "JDBC-URL",
      description = "A PostgreSQL of your own instead of the embedded one: jdbc:postgresql://...")
  @Nullable String databaseUrl;
}
