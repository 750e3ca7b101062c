package dev.packledger.server.operations;

import dev.packledger.domain.ledger.Position;
import dev.packledger.server.operations.NodeLeases.Lease;
import dev.packledger.server.operations.Receipts.Passage;
import dev.packledger.server.operations.Receipts.Receipt;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/**
 * A stored revocation on its way through the nodes. Looked at by one thread, awaited by another.
 */
final class AwaitedRevocation {
  private final Position position;
  private final String stream;
  private final String command;
  private final boolean stored;
  private final long deadlineNanos;
  private final CompletableFuture<Void> acknowledged = new CompletableFuture<>();
  private final Map<String, Passage> passages = new LinkedHashMap<>();

  /** The nodes that stood in the way at the last look. */
  private Set<String> waitedFor = Set.of();

  private boolean passed;

  /**
   * @param deadlineNanos of {@link System#nanoTime}, after which a failure is told
   */
  AwaitedRevocation(
      Position position, String stream, String command, boolean stored, long deadlineNanos) {
    this.position = position;
    this.stream = stream;
    this.command = command;
    this.stored = stored;
    this.deadlineNanos = deadlineNanos;
  }

  Position position() {
    return position;
  }

  boolean stored() {
    return stored;
  }

  /** Notes which of the nodes that may decide now have applied it, and which may no longer. */
  void look(List<Lease> live, Instant now) {
    Set<String> waiting =
        live.stream()
            .filter(lease -> lease.applied().compareTo(position) < 0)
            .map(Lease::node)
            .collect(Collectors.toUnmodifiableSet());
    for (Lease lease : live) {
      if (!waiting.contains(lease.node())) {
        passages.putIfAbsent(lease.node(), new Passage(lease.node(), lease.applied(), now));
      }
    }
    for (String node : waitedFor) {
      if (!waiting.contains(node)) {
        passages.putIfAbsent(node, new Passage(node, null, now));
      }
    }
    waitedFor = waiting;
    passed = waiting.isEmpty();
  }

  /** Whether at the last look no node stood in the way; it stays so. */
  boolean isPassed() {
    return passed;
  }

  Receipt receipt(Instant acknowledgedAt) {
    return new Receipt(position, stream, command, acknowledgedAt, List.copyOf(passages.values()));
  }

  void acknowledge() {
    acknowledged.complete(null);
  }

  void fail(RuntimeException failure) {
    acknowledged.completeExceptionally(failure);
  }

  /** Whether its patience was over, and it was told so. */
  boolean failIfOverdue(long nowNanos, RuntimeException failure) {
    if (nowNanos - deadlineNanos < 0) {
      return false;
    }
    String message = "the revocation is stored; whether every node knows it could not be asked";
    fail(new IllegalStateException(message, failure));
    return true;
  }

  /** Waits for what becomes of it. */
  void join() {
    try {
      acknowledged.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof IllegalStateException failure) {
        throw failure;
      }
      throw failed;
    }
  }
}
