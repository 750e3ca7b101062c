package dev.packledger.ledger.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A server of our own data folder that outlived the process that started it, which was killed. The
 * caller holds the folder's lock, so that nobody else can be using it; it is ended, and the caller
 * starts it anew with today's settings.
 */
final class OutlivingServer {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path cluster;
  private final PostgresRunner runner;
  private final PostgresBinaries binaries;

  OutlivingServer(Path cluster, PostgresRunner runner, PostgresBinaries binaries) {
    this.cluster = cluster;
    this.runner = runner;
    this.binaries = binaries;
  }

  /** Ends the server, if there is one, and waits until its last process has gone. */
  void end() throws IOException {
    Path pidFile = cluster.resolve("postmaster.pid");
    Optional<ProcessHandle> postmaster =
        recordedPid(pidFile).flatMap(ProcessHandle::of).filter(this::isOurs);
    if (postmaster.isPresent()) {
      askToStop(postmaster.get());
    }
    awaitOrphans();
    // Its number may meanwhile be another program's, which the new server would take for it.
    Files.deleteIfExists(pidFile);
  }

  /**
   * Does not let pg_ctl wait: it would wait for a killed process until somebody has reaped it,
   * which an init of a container may never do.
   */
  private void askToStop(ProcessHandle postmaster) {
    try {
      runner.run(
          List.of(
              binaries.program("pg_ctl"), "stop", "-D", cluster.toString(), "-m", "fast", "-W"));
    } catch (PostgresFailure refused) {
      if (isOurs(postmaster)) {
        throw refused;
      }
    }
  }

  private static Optional<Long> recordedPid(Path pidFile) throws IOException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile);
    try {
      return lines.isEmpty()
          ? Optional.empty()
          : Optional.of(Long.parseLong(lines.getFirst().strip()));
    } catch (NumberFormatException damaged) {
      return Optional.empty();
    }
  }

  /** The processes of a server whose head was killed end by themselves, within moments. */
  private void awaitOrphans() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (ProcessHandle.allProcesses().anyMatch(this::isOurs)) {
      if (System.nanoTime() > deadline) {
        throw new PostgresFailure("data.in_use", "processes of PostgreSQL still use " + cluster);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** PostgreSQL's processes live in the folder of their cluster. */
  private boolean isOurs(ProcessHandle process) {
    Path home = Path.of("/proc", String.valueOf(process.pid()), "cwd");
    try {
      return Files.exists(Path.of("/proc/self"))
          ? Files.readSymbolicLink(home).equals(cluster)
          : isNamed(process);
    } catch (IOException goneOrNotOurs) {
      return false;
    }
  }

  /** Where there is no /proc: the head of a server is started with the cluster's path. */
  private boolean isNamed(ProcessHandle process) {
    String[] arguments = process.info().arguments().orElse(new String[0]);
    return process.info().command().filter(command -> command.endsWith("/postgres")).isPresent()
        && List.of(arguments).contains(cluster.toString());
  }
}
