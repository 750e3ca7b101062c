package dev.packledger.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.packledger.ledger.postgres.PostgresRunner.Way;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Starts, outlives, refuses: on real servers. */
class EmbeddedPostgresTest {
  @TempDir Path data;

  @BeforeEach
  void others() throws IOException {
    // The user that the server may run as must reach the folder.
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void nothingIsLeftRunning() throws IOException {
    Path cluster = data.resolve("postgres/cluster");
    String user = System.getProperty("user.name");
    if (Files.exists(cluster) && Files.getOwner(cluster).getName().equals(user)) {
      new OutlivingServer(
              cluster.toRealPath(),
              PostgresRunner.chosen(cluster),
              PostgresBinaries.unpacked(EmbeddedPostgres.sharedCache()))
          .end();
    }
  }

  @Test
  void dataIsKeptAcrossRestarts() throws Exception {
    String url;
    try (EmbeddedPostgres first = EmbeddedPostgres.start(data)) {
      url = first.jdbcUrl();
      execute(first, "create table kept as select 42 as answer");
    }
    try (EmbeddedPostgres second = EmbeddedPostgres.start(data)) {
      assertThat(second.jdbcUrl()).isEqualTo(url);
      assertThat(query(second, "select answer from kept")).isEqualTo("42");
    }
  }

  @Test
  void itIsDurableAndClosedToStrangers() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      DurabilityCheck.verify(source(postgres, postgres.password()));
      assertThat(query(postgres, "show data_checksums")).isEqualTo("on");
      assertThat(query(postgres, "show unix_socket_directories")).isEmpty();
      assertThatThrownBy(() -> source(postgres, "wrong").getConnection())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password");
      assertThat(Files.getPosixFilePermissions(data.resolve("postgres/password")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void relaxedDurabilityIsRefused() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      assertRefused(postgres, "synchronous_commit", "alter role packledger set %s = off");
      execute(postgres, "alter role packledger reset synchronous_commit");
      assertRefused(postgres, "synchronous_commit", "alter database packledger set %s = local");
      execute(postgres, "alter database packledger reset synchronous_commit");
      assertRefused(postgres, "full_page_writes", "alter system set %s = off");
      assertRefused(postgres, "fsync", "alter system set %s = off");
    }
  }

  private static void assertRefused(EmbeddedPostgres postgres, String setting, String statement)
      throws SQLException {
    execute(postgres, statement.formatted(setting));
    execute(postgres, "select pg_reload_conf()");
    while (query(postgres, "select current_setting('" + setting + "')").equals("on")) {
      Thread.onSpinWait(); // the server has not read its files again yet
    }
    assertThatThrownBy(() -> DurabilityCheck.verify(source(postgres, postgres.password())))
        .isInstanceOfSatisfying(
            PostgresFailure.class,
            failure -> assertThat(failure.code()).isEqualTo("durability.relaxed"))
        .hasMessageContaining(setting);
  }

  @Test
  void anOperatorsOwnSettingsAreReadButRelaxNothing() throws Exception {
    EmbeddedPostgres.start(data).close();
    Files.writeString(
        data.resolve("postgres/cluster/custom.conf"), "work_mem = '7MB'\nfsync = off\n");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      assertThat(query(postgres, "show work_mem")).isEqualTo("7MB");
      assertThat(query(postgres, "show fsync")).isEqualTo("on");
    }
  }

  @Test
  void aSecondInstanceIsRefused() throws Exception {
    try (ChildJvm first = ChildJvm.start(ServesFolder.class, data.toString())) {
      assertThat(first.line()).startsWith("jdbc:");
      assertThatThrownBy(() -> EmbeddedPostgres.start(data))
          .isInstanceOfSatisfying(
              PostgresFailure.class, failure -> assertThat(failure.code()).isEqualTo("data.in_use"))
          .hasMessageContaining(data.toString());
      assertThat(first.end()).isZero();
    }
  }

  @Test
  void aSecondInstanceOfTheSameProcessIsRefused() {
    try (EmbeddedPostgres first = EmbeddedPostgres.start(data)) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(data))
          .isInstanceOfSatisfying(
              PostgresFailure.class,
              failure -> assertThat(failure.code()).isEqualTo("data.in_use"));
      assertThat(first.password()).isNotBlank();
    }
  }

  @Test
  void aServerThatOutlivedItsKilledOwnerIsTakenOver() throws Exception {
    String url;
    try (ChildJvm owner = ChildJvm.start(ServesFolder.class, data.toString())) {
      url = String.valueOf(owner.line());
      owner.kill();
    }
    assertThat(postmaster().isAlive()).isTrue();
    try (EmbeddedPostgres next = EmbeddedPostgres.start(data)) {
      assertThat(next.jdbcUrl()).isEqualTo(url);
      assertThat(query(next, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void aKilledServerRecovers() throws Exception {
    EmbeddedPostgres first = EmbeddedPostgres.start(data);
    execute(first, "create table kept as select 42 as answer");
    postmaster().destroyForcibly();
    assertThatThrownBy(first::close).isInstanceOf(PostgresFailure.class);
    try (EmbeddedPostgres second = EmbeddedPostgres.start(data)) {
      assertThat(query(second, "select answer from kept")).isEqualTo("42");
    }
  }

  @Test
  void aStalePidFileThatNamesAnotherProgramHarmsNobody() throws Exception {
    EmbeddedPostgres.start(data).close();
    long ourselves = ProcessHandle.current().pid();
    Files.writeString(data.resolve("postgres/cluster/postmaster.pid"), ourselves + "\n" + data);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      assertThat(query(postgres, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void aDamagedFolderIsRefusedWithItsCode() throws Exception {
    EmbeddedPostgres.start(data).close();
    Path version = data.resolve("postgres/cluster/PG_VERSION");
    Files.writeString(version, "16\n");
    assertRefused("data.version");
    Files.write(version, new byte[] {(byte) 0xff, 0, 7});
    assertRefused("data.damaged");
    Files.delete(version);
    assertRefused("data.damaged");
    Files.writeString(version, "17\n");
    Files.writeString(data.resolve("postgres/cluster/global/pg_control"), "x");
    assertRefused("postgres.failed");
  }

  private void assertRefused(String code) {
    assertThatThrownBy(() -> EmbeddedPostgres.start(data))
        .isInstanceOfSatisfying(
            PostgresFailure.class, failure -> assertThat(failure.code()).isEqualTo(code));
  }

  @ParameterizedTest
  @EnumSource(
      value = Way.class,
      names = {"NAMESPACE", "NOBODY"})
  void rootStartsItEitherWay(Way way) throws Exception {
    assumeTrue(isRoot(), "not root");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, new PostgresRunner(way))) {
      assertThat(query(postgres, "select 1")).isEqualTo("1");
    }
    try (EmbeddedPostgres again = EmbeddedPostgres.start(data, new PostgresRunner(way))) {
      assertThat(query(again, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void aNormalUserStartsIt(@TempDir Path readable) throws Exception {
    assumeTrue(isRoot(), "not root, so that every other test has shown it");
    Files.setPosixFilePermissions(readable, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
    List<String> nobody =
        List.of(
            "setpriv",
            "--reuid=nobody",
            "--regid=65534",
            "--clear-groups",
            "env",
            "XDG_CACHE_HOME=" + readable);
    try (ChildJvm server =
        ChildJvm.start(nobody, readableClassPath(readable), ServesFolder.class, data.toString())) {
      assertThat(server.line()).startsWith("jdbc:");
      assertThat(server.end()).isZero();
    }
  }

  /** What lies below root's home cannot be read by others. */
  private static String readableClassPath(Path folder) throws IOException {
    List<String> readable = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (entry.endsWith(".jar")) {
        path = Files.copy(path, folder.resolve(readable.size() + "-" + path.getFileName()));
      }
      readable.add(path.toString());
    }
    return String.join(File.pathSeparator, readable);
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private ProcessHandle postmaster() throws IOException {
    Path file = data.resolve("postgres/cluster/postmaster.pid");
    return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst())).orElseThrow();
  }

  private static PGSimpleDataSource source(EmbeddedPostgres postgres, String password) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(postgres.jdbcUrl());
    source.setUser(postgres.user());
    source.setPassword(password);
    return source;
  }

  private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = source(postgres, postgres.password()).getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = source(postgres, postgres.password()).getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }
}
