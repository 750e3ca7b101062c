package dev.packledger.ledger.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs PostgreSQL's programs. They refuse to run as root; where we are root, they run without its
 * rights, by what every Linux has (util-linux):
 *
 * <ul>
 *   <li>in a user namespace of their own ({@code unshare}): files stay root's, nothing to change;
 *   <li>where the kernel or the container forbids that, as the user {@code nobody} ({@code
 *       setpriv}): the files are given to it.
 * </ul>
 */
final class PostgresRunner {
  /** How a program is kept from running as root. */
  enum Way {
    DIRECTLY(List.of()),
    NAMESPACE(List.of("unshare", "--user", "--")),
    NOBODY(List.of("setpriv", "--reuid=nobody", "--regid=65534", "--clear-groups", "--"));

    private final List<String> prefix;

    Way(List<String> prefix) {
      this.prefix = prefix;
    }
  }

  private final Way way;

  PostgresRunner(Way way) {
    this.way = way;
  }

  /**
   * The first way that works here and can read the cluster, where there is one already.
   *
   * @throws PostgresFailure with code {@code data.owner} where the cluster is another user's
   */
  static PostgresRunner chosen(Path cluster) {
    String user = System.getProperty("user.name");
    String owner = owner(cluster).orElse(user);
    if (!user.equals("root") && owner.equals(user)) {
      return new PostgresRunner(Way.DIRECTLY);
    }
    if (!user.equals("root") || !List.of("root", "nobody").contains(owner)) {
      throw new PostgresFailure(
          "data.owner", cluster + " belongs to " + owner + "; start Packledger as that user");
    }
    return Stream.of(Way.NAMESPACE, Way.NOBODY)
        .filter(way -> owner.equals("root") || way == Way.NOBODY)
        .map(PostgresRunner::new)
        .filter(PostgresRunner::works)
        .findFirst()
        .orElseThrow(
            () ->
                new PostgresFailure(
                    "postgres.missing",
                    "PostgreSQL does not run as root, and neither unshare nor setpriv works here;"
                        + " start Packledger as another user or give --database-url"));
  }

  private static Optional<String> owner(Path cluster) {
    try {
      return Files.exists(cluster)
          ? Optional.of(Files.getOwner(cluster).getName())
          : Optional.empty();
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read " + cluster, failed);
    }
  }

  private boolean works() {
    try {
      // A program that looks its user up, as initdb does.
      return start(List.of("id", "-un")).waitFor() == 0;
    } catch (UncheckedIOException missing) {
      return false;
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  Way way() {
    return way;
  }

  /** Gives a folder that we made to the user whom the programs run as. */
  void giveTo(Path folder) {
    if (way != Way.NOBODY) {
      return;
    }
    try {
      var nobody =
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
      Files.setOwner(folder, nobody);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot give " + folder + " to nobody", failed);
    }
  }

  /**
   * Runs a program to its end.
   *
   * @throws PostgresFailure where it ends with anything but 0; the message quotes what it printed
   */
  void run(List<String> command) {
    Process process = start(command);
    try (var out = process.getInputStream()) {
      String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
      int status = process.waitFor();
      if (status != 0) {
        String program = Path.of(command.getFirst()).getFileName().toString();
        throw new PostgresFailure(
            "postgres.failed", program + " ended with " + status + ": " + printed);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  private Process start(List<String> command) {
    List<String> full = new ArrayList<>(way.prefix);
    full.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(full).redirectErrorStream(true);
    builder.directory(Path.of("/").toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("TZ", "UTC");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot run " + full.getFirst(), failed);
    }
  }

  private static PostgresFailure interrupted(InterruptedException interrupted) {
    Thread.currentThread().interrupt();
    return new PostgresFailure("postgres.failed", "interrupted", interrupted);
  }
}
