package dev.packledger.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What may befall the server under a load, and what must hold after it ({@link LedgerAudit}). */
class ServerFaultsTest {
  @TempDir Path data;

  private final Queue<Ack> acknowledged = new ConcurrentLinkedQueue<>();
  private EmbeddedPostgres postgres;
  private PGSimpleDataSource source;

  @BeforeEach
  void open() {
    postgres = EmbeddedPostgres.start(data);
    source = new PGSimpleDataSource();
    source.setURL(postgres.jdbcUrl());
    source.setUser(postgres.user());
    source.setPassword(postgres.password());
    LedgerServer.migrate(source);
  }

  @AfterEach
  void close() {
    postgres.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fast", "immediate"})
  void restartedUnderLoad(String mode) throws Exception {
    try (PostgresEventStorageEngine engine = Engines.quick(source, source)) {
      Load load = Load.start(engine, "restart", 16, 7, acknowledged::add);
      for (int round = 0; round < 3; round++) {
        awaitMore(load, 300);
        control("restart", "-m", mode, "-w", "-l", data.resolve("start.log").toString());
      }
      awaitMore(load, 300);
      load.stop();
    }
    LedgerAudit.verify(source, acknowledged);
  }

  @Test
  void killedUnderLoad() throws Exception {
    try (PostgresEventStorageEngine engine = Engines.quick(source, source)) {
      Load load = Load.start(engine, "killed", 16, 7, acknowledged::add);
      for (int round = 0; round < 3; round++) {
        awaitMore(load, 300);
        Path pidFile = cluster().resolve("postmaster.pid");
        long postmaster = Long.parseLong(Files.readAllLines(pidFile).getFirst());
        ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();
        new OutlivingServer(cluster(), runner(), binaries()).end();
        control("start", "-w", "-l", data.resolve("start.log").toString());
      }
      awaitMore(load, 300);
      load.stop();
    }
    LedgerAudit.verify(source, acknowledged);
    assertThat(acknowledged).hasSizeGreaterThan(900);
  }

  private void awaitMore(Load load, int acks) {
    int target = acknowledged.size() + acks;
    while (acknowledged.size() < target) {
      load.check();
      Thread.onSpinWait();
    }
  }

  private Path cluster() throws IOException {
    return data.resolve("postgres/cluster").toRealPath();
  }

  private PostgresRunner runner() throws IOException {
    return PostgresRunner.chosen(cluster());
  }

  private static PostgresBinaries binaries() {
    return PostgresBinaries.unpacked(EmbeddedPostgres.sharedCache());
  }

  private void control(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(binaries().program("pg_ctl")));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-D", cluster().toString()));
    runner().run(command);
  }
}
