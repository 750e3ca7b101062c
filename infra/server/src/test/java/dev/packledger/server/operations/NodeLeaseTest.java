package dev.packledger.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.Position;
import dev.packledger.server.RunningServer;
import dev.packledger.server.TestServer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A node decides only while it holds a lease and has applied what the ledger held before it. */
@ExtendWith(TestServer.class)
class NodeLeaseTest {
  private static final Duration LEASE_TIME = Duration.ofMillis(500);

  private final NodeLeases leases;

  NodeLeaseTest(RunningServer server) {
    leases = server.process().part(NodeLeases.class);
  }

  @Test
  void decidesOnlyOnceItsMemoryHasCaughtUp() {
    AtomicReference<Position> applied = new AtomicReference<>(new Position(3));
    try (NodeLease lease =
        new NodeLease(
            "test-a",
            leases,
            LEASE_TIME,
            new NodeLease.Following(applied::get, () -> new Position(5), Optional::empty))) {
      await(() -> leases.live().stream().anyMatch(live -> live.node().equals("test-a")));
      assertThat(lease.staleRetrySeconds()).isPresent();
      applied.set(new Position(5));
      await(() -> lease.staleRetrySeconds().isEmpty());
      await(
          () ->
              leases.live().stream()
                  .anyMatch(
                      live ->
                          live.node().equals("test-a") && live.applied().equals(new Position(5))));
    }
    assertThat(leases.live()).noneMatch(live -> live.node().equals("test-a"));
  }

  @Test
  void aMemoryThatDoesNotGoOnLetsTheLeaseEnd() {
    AtomicReference<Optional<String>> failure = new AtomicReference<>(Optional.empty());
    NodeLease.Following following =
        new NodeLease.Following(() -> new Position(5), () -> new Position(5), failure::get);
    try (NodeLease lease = new NodeLease("test-b", leases, LEASE_TIME, following)) {
      await(() -> lease.staleRetrySeconds().isEmpty());
      failure.set(Optional.of("the ledger cannot be read"));
      await(() -> lease.staleRetrySeconds().isPresent());
      await(() -> leases.live().stream().noneMatch(live -> live.node().equals("test-b")));
      failure.set(Optional.empty());
      await(() -> lease.staleRetrySeconds().isEmpty());
    }
  }

  private static void await(BooleanSupplier holds) {
    for (int looks = 0; looks < 5000; looks++) {
      if (holds.getAsBoolean()) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
    throw new AssertionError("does not come about");
  }
}
