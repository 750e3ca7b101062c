package dev.packledger.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What may befall a writer, and what must hold after it ({@link LedgerAudit}). The seed is printed;
 * {@code -Dpackledger.seed} repeats it, {@code -Dpackledger.kills} asks for more rounds.
 */
class WriterFaultsTest {
  private static final long SEED = Long.getLong("packledger.seed", System.nanoTime());

  private final Queue<Ack> acknowledged = new ConcurrentLinkedQueue<>();
  private LedgerDatabase database;

  @BeforeEach
  void open() throws Exception {
    System.out.println("packledger.seed=" + SEED);
    database = LedgerDatabase.create();
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  @Test
  void killedAtRandomMoments() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    int kills = Integer.getInteger("packledger.kills", 24);
    for (int round = 0; round < kills; round++) {
      try (ChildJvm writer = startWriter("kill" + round, random.nextLong())) {
        readFor(writer, random.nextLong(TimeUnit.MILLISECONDS.toNanos(600)));
        writer.kill();
        readToEnd(writer);
      }
    }
    assertThat(acknowledged).isNotEmpty();
    LedgerAudit.verify(database.source(), acknowledged);
  }

  @Test
  void severalProcessesOnOneLedger() throws Exception {
    try (ChildJvm first = startWriter("first", SEED);
        ChildJvm second = startWriter("second", SEED + 1);
        ChildJvm third = startWriter("third", SEED + 2)) {
      List<ChildJvm> all = List.of(first, second, third);
      for (ChildJvm writer : all) {
        readFor(writer, TimeUnit.SECONDS.toNanos(1));
      }
      for (ChildJvm writer : all) {
        Thread reading = Thread.ofVirtual().start(() -> drain(writer));
        assertThat(writer.end()).isZero();
        reading.join();
      }
    }
    LedgerAudit.verify(database.source(), acknowledged);
    assertThat(acknowledged).hasSize((int) database.number("select count(*) from ledger.events"));
  }

  @Test
  void aPausedWriterHarmsNobody() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    try (ChildJvm paused = startWriter("paused", SEED);
        ChildJvm other = startWriter("other", SEED + 1)) {
      for (int round = 0; round < 3; round++) {
        readFor(paused, random.nextLong(TimeUnit.MILLISECONDS.toNanos(300)));
        paused.signal("STOP");
        int before = acknowledged.size();
        readFor(other, Engines.QUICK.transaction().multipliedBy(2).toNanos());
        assertThat(acknowledged.size()).isGreaterThan(before);
        paused.signal("CONT");
      }
      readFor(paused, TimeUnit.MILLISECONDS.toNanos(300));
      for (ChildJvm writer : List.of(paused, other)) {
        Thread reading = Thread.ofVirtual().start(() -> drain(writer));
        assertThat(writer.end()).isZero();
        reading.join();
      }
    }
    LedgerAudit.verify(database.source(), acknowledged);
  }

  @ParameterizedTest
  @EnumSource(
      value = Proxy.Fate.class,
      names = {"LOST_WITH_CONNECTION", "SWALLOWED"})
  void aReplyLostAfterTheCommitIsNotAppendedTwice(Proxy.Fate fate) throws Exception {
    try (Proxy proxy = new Proxy(database.port());
        PostgresEventStorageEngine engine =
            Engines.quick(database.source(proxy.port()), database.source())) {
      engine.appendEvents(Messages.renamed("a", 0));
      List<DomainEventMessage<?>> events =
          List.of(Messages.renamed("a", 1), Messages.renamed("b", 0));
      proxy.decideNext(fate);
      assertThat(Positions.of(engine, events)).isEqualTo(3);
      assertThat(proxy.hasDecided()).isTrue();
      assertThat(database.number("select count(*) from ledger.events")).isEqualTo(3);
    }
  }

  @Test
  void connectionsCutUnderLoad() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    try (Proxy proxy = new Proxy(database.port());
        PostgresEventStorageEngine engine =
            Engines.quick(database.source(proxy.port()), database.source())) {
      Load load = Load.start(engine, "cut", 16, SEED, acknowledged::add);
      for (int cut = 0; cut < 60; cut++) {
        awaitMore(load, 1 + random.nextInt(200));
        switch (random.nextInt(3)) {
          case 0 -> proxy.cut();
          case 1 -> proxy.decideNext(Proxy.Fate.LOST_WITH_CONNECTION);
          default -> database.endWriters();
        }
      }
      load.stop();
    }
    LedgerAudit.verify(database.source(), acknowledged);
    assertThat(acknowledged).hasSize((int) database.number("select count(*) from ledger.events"));
  }

  private void awaitMore(Load load, int acks) {
    int target = acknowledged.size() + acks;
    while (acknowledged.size() < target) {
      load.check();
      Thread.onSpinWait();
    }
  }

  private ChildJvm startWriter(String name, long seed) throws IOException {
    return ChildJvm.start(Appends.class, Appends.arguments(database, name, 8, seed));
  }

  /** Reads from the first acknowledgement on, for so long. */
  private void readFor(ChildJvm writer, long nanos) throws IOException {
    read(writer);
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end && read(writer)) {}
  }

  private void readToEnd(ChildJvm writer) throws IOException {
    while (read(writer)) {}
  }

  private boolean read(ChildJvm writer) throws IOException {
    String line = writer.line();
    if (line == null) {
      return false;
    }
    acknowledged.add(Ack.parse(line));
    return true;
  }

  private void drain(ChildJvm writer) {
    try {
      readToEnd(writer);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
