package dev.packledger.server.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.ledger.Position;
import dev.packledger.server.RunningServer;
import dev.packledger.server.TestServer;
import dev.packledger.server.operations.Receipts.Passage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A revocation is acknowledged once no node stands in its way, and its receipt says how. */
@ExtendWith(TestServer.class)
class AcknowledgementsTest {
  private static final String OTHER = "test-other";

  /** Positions that no event of this test server has. */
  private static final AtomicLong NEXT = new AtomicLong(1L << 40);

  private final NodeLeases leases;
  private final Receipts receipts;
  private final AtomicLong applied = new AtomicLong(Long.MAX_VALUE);
  private final Acknowledgements acknowledgements;

  AcknowledgementsTest(RunningServer server) {
    leases = server.process().part(NodeLeases.class);
    receipts = server.process().part(Receipts.class);
    InstantSource clock = server.clock();
    // The server's own node follows no such positions; here it counts as ours, at any position.
    String node = leases.live().getFirst().node();
    acknowledgements = new Acknowledgements(node, new Memory(), leases, receipts, clock);
  }

  private final class Memory implements Acknowledgements.OwnMemory {
    @Override
    public Position applied() {
      return new Position(applied.get());
    }

    @Override
    public void await(Position position, Duration atMost) {}
  }

  @AfterEach
  void end() {
    acknowledgements.close();
    leases.release(OTHER);
  }

  @Test
  void waitsUntilEveryNodeWithALeaseHasAppliedIt() {
    Position position = next();
    leases.renew(OTHER, Duration.ofMinutes(5), Position.START);
    CompletableFuture<Void> acknowledged = send(position);
    CompletableFuture<Void> later = send(next());
    assertThat(acknowledged).isNotDone();
    assertThat(receipts.at(position)).isEmpty();
    leases.publish(OTHER, position);
    acknowledged.join();
    assertThat(receipts.at(position).orElseThrow().passages())
        .hasSize(2)
        .anySatisfy(passage -> assertThat(passage.applied()).isEqualTo(position));
    assertThat(later).isNotDone();
    leases.publish(OTHER, new Position(NEXT.get()));
    later.join();
  }

  @Test
  void aNodeWhoseLeaseRunsOutIsNotWaitedForAndTheReceiptSaysSo() {
    Position position = next();
    leases.renew(OTHER, Duration.ofMillis(300), Position.START);
    send(position).join();
    assertThat(receipts.at(position).orElseThrow().passages())
        .filteredOn(passage -> passage.node().equals(OTHER))
        .extracting(Passage::applied)
        .containsExactly((Position) null);
  }

  @Test
  void manyAtOnceHaveAReceiptEach() {
    List<Position> positions = LongStream.range(0, 300).mapToObj(at -> next()).toList();
    List<CompletableFuture<Void>> sent = positions.stream().map(this::send).toList();
    sent.forEach(CompletableFuture::join);
    assertThat(positions)
        .allSatisfy(
            position -> assertThat(receipts.at(position).orElseThrow().passages()).hasSize(1));
  }

  @Test
  void whatStoredNothingIsWaitedForAndKeepsNoReceipt() {
    Position position = next();
    acknowledgements.await(position, "tok_test", "token.revoke", false);
    assertThat(receipts.at(position)).isEmpty();
  }

  @Test
  void whoWaitsWhileTheServerStopsIsToldThatItIsNotKnown() {
    leases.renew(OTHER, Duration.ofMinutes(5), Position.START);
    CompletableFuture<Void> waiting = send(next());
    acknowledgements.close();
    assertThatThrownBy(waiting::join).hasRootCauseInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> acknowledgements.await(next(), "tok_test", "token.revoke", true))
        .isInstanceOf(IllegalStateException.class);
  }

  private CompletableFuture<Void> send(Position position) {
    return CompletableFuture.runAsync(
        () -> acknowledgements.await(position, "tok_test", "token.revoke", true),
        task -> Thread.ofVirtual().start(task));
  }

  private static Position next() {
    return new Position(NEXT.incrementAndGet());
  }
}
