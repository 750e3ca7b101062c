package dev.packledger.ledger.postgres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL that serves one data folder on this machine's loopback address, durable, with a
 * password, its data kept across restarts.
 *
 * <p>In {@code postgres} below the data folder: {@code lock} (held while we run; the kernel drops
 * it when we are killed), {@code password} and {@code port} (kept), {@code cluster} (PostgreSQL's
 * own), {@code log}. A cluster is made in another folder and renamed: a half made one is never
 * seen.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final String USER = "packledger";
  private static final String DATABASE = "packledger";
  private static final String VERSION = "17";

  private final Path home;
  private final Path cluster;
  private final PostgresRunner runner;
  private final PostgresBinaries binaries;
  private final FileLock lock;
  private final String password;
  private int port;
  private boolean closed;

  private EmbeddedPostgres(
      Path home, PostgresRunner runner, PostgresBinaries binaries, FileLock lock)
      throws IOException {
    this.home = home;
    this.cluster = home.resolve("cluster");
    this.runner = runner;
    this.binaries = binaries;
    this.lock = lock;
    this.password = keptPassword();
  }

  /**
   * Starts the server of a data folder, making what is not there yet.
   *
   * @throws PostgresFailure with code {@code data.in_use} where another instance serves the folder,
   *     and with others where it cannot be served
   */
  public static EmbeddedPostgres start(Path dataFolder) {
    return start(dataFolder, PostgresRunner.chosen(dataFolder.resolve("postgres/cluster")));
  }

  static EmbeddedPostgres start(Path dataFolder, PostgresRunner runner) {
    try {
      Path home = Files.createDirectories(dataFolder.resolve("postgres")).toRealPath();
      FileLock lock = lock(home);
      try {
        PostgresBinaries binaries = PostgresBinaries.unpacked(cache(home, runner));
        EmbeddedPostgres postgres = new EmbeddedPostgres(home, runner, binaries, lock);
        postgres.run();
        return postgres;
      } catch (IOException | RuntimeException failed) {
        lock.channel().close();
        throw failed;
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot use the data folder " + dataFolder, failed);
    }
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
  }

  public String user() {
    return USER;
  }

  public String password() {
    return password;
  }

  /** Ends the server in order, and waits for it. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (FileChannel released = lock.channel()) {
      control("stop", "-m", "fast", "-w", "-t", "120");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static FileLock lock(Path home) throws IOException {
    FileChannel channel =
        FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new PostgresFailure(
          "data.in_use",
          "another Packledger is running on "
              + home.getParent()
              + "; stop it or use another --data");
    }
    return lock;
  }

  /** What is run as another user must lie where that user can read. */
  private static Path cache(Path home, PostgresRunner runner) {
    if (runner.way() == PostgresRunner.Way.NOBODY) {
      return home.resolve("programs");
    }
    return sharedCache();
  }

  static Path sharedCache() {
    String named = System.getenv("XDG_CACHE_HOME");
    Path caches =
        named == null || named.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(named);
    return caches.resolve("packledger").resolve("postgres");
  }

  private void run() throws IOException {
    if (Files.exists(cluster)) {
      checkVersion();
      new OutlivingServer(cluster, runner, binaries).end();
    } else {
      initialize();
    }
    startServer();
    createDatabase();
  }

  private void checkVersion() throws IOException {
    Path file = cluster.resolve("PG_VERSION");
    if (!Files.exists(file)) {
      throw new PostgresFailure("data.damaged", cluster + " holds no PostgreSQL cluster");
    }
    String version = new String(Files.readAllBytes(file), ISO_8859_1).strip();
    if (!version.matches("[0-9.]{1,8}")) {
      throw new PostgresFailure("data.damaged", file + " does not name a version");
    }
    if (!version.equals(VERSION)) {
      throw new PostgresFailure(
          "data.version",
          "%s was written by PostgreSQL %s, this is %s".formatted(cluster, version, VERSION));
    }
  }

  private void initialize() throws IOException {
    Path made = Files.createTempDirectory(home, "making-");
    Path passwordFile = Files.createTempFile(home, "making-", ".password");
    Files.writeString(passwordFile, password + "\n");
    runner.giveTo(made);
    runner.giveTo(passwordFile);
    runner.run(
        List.of(
            binaries.program("initdb"),
            "--pgdata=" + made,
            "--username=" + USER,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--data-checksums"));
    Files.delete(passwordFile);
    Files.move(made, cluster, StandardCopyOption.ATOMIC_MOVE);
    forceFolder(home);
  }

  private void startServer() throws IOException {
    Path logs = Files.createDirectories(home.resolve("log"));
    runner.giveTo(logs);
    port = freePort(keptPort());
    ClusterSettings.write(cluster, port, logs);
    Path printed = logs.resolve("start.log");
    Files.deleteIfExists(printed);
    try {
      control("start", "-w", "-t", "600", "-l", printed.toString());
    } catch (PostgresFailure failed) {
      throw new PostgresFailure(failed.code(), failed.getMessage() + "\n" + tail(logs), failed);
    }
    keep("port", String.valueOf(port));
  }

  private void control(String verb, String... options) {
    List<String> command = new java.util.ArrayList<>();
    command.add(binaries.program("pg_ctl"));
    command.add(verb);
    command.add("--pgdata=" + cluster);
    command.add("--silent");
    command.addAll(List.of(options));
    runner.run(command);
  }

  private void createDatabase() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
    source.setUser(USER);
    source.setPassword(password);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      String exists = "select 1 from pg_database where datname = '" + DATABASE + "'";
      if (!statement.executeQuery(exists).next()) {
        statement.execute("create database " + DATABASE);
      }
    } catch (SQLException failed) {
      control("stop", "-m", "fast", "-w", "-t", "120");
      throw new PostgresFailure(
          "data.damaged",
          "the server of " + cluster + " does not let us in: " + failed.getMessage(),
          failed);
    }
  }

  private String keptPassword() throws IOException {
    Path file = home.resolve("password");
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    String made = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    keep("password", made);
    return made;
  }

  private int keptPort() throws IOException {
    Path file = home.resolve("port");
    try {
      return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
    } catch (NumberFormatException damaged) {
      return 0;
    }
  }

  /** The port asked for where nobody listens on it, else any free one. */
  private static int freePort(int wanted) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(loopback, wanted));
      return socket.getLocalPort();
    } catch (IOException taken) {
      if (wanted == 0) {
        throw taken;
      }
      return freePort(0);
    }
  }

  /** Writes a file that only we may read, whole or not at all. */
  private void keep(String name, String content) throws IOException {
    var onlyOurs =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path partial = home.resolve(name + ".partial");
    Files.deleteIfExists(partial);
    Files.createFile(partial, onlyOurs);
    try (FileChannel file = FileChannel.open(partial, StandardOpenOption.WRITE)) {
      file.write(java.nio.ByteBuffer.wrap((content + "\n").getBytes(UTF_8)));
      file.force(true);
    }
    Files.move(partial, home.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    forceFolder(home);
  }

  private static void forceFolder(Path folder) throws IOException {
    try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
      opened.force(true);
    }
  }

  private static String tail(Path logs) throws IOException {
    StringBuilder tail = new StringBuilder();
    try (var files = Files.list(logs)) {
      for (Path file : files.sorted().toList()) {
        List<String> lines = Files.readAllLines(file);
        lines
            .subList(Math.max(0, lines.size() - 5), lines.size())
            .forEach(line -> tail.append("  ").append(line).append('\n'));
      }
    }
    return tail.toString().stripTrailing();
  }
}
