package dev.packledger.server.operations;

import dev.packledger.domain.ledger.Position;
import dev.packledger.server.following.AccessFollower;
import dev.packledger.server.following.AppliedPositions;
import dev.packledger.server.following.ProjectionProcessors;
import dev.packledger.server.ledger.LedgerEngine;
import dev.packledger.server.ledger.LedgerHead;
import dev.packledger.server.web.NodeState;
import dev.packledger.server.web.Readiness;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Whether this node follows the ledger, and how far it is. */
public final class NodeHealth implements NodeState {
  /** A projection that is further behind is not ready to be read from. */
  private static final long LAG_MAX = 10_000;

  private final NodeLease lease;
  private final LedgerHead head;
  private final AppliedPositions positions;
  private final ProjectionProcessors processors;
  private final AccessFollower access;
  private final LedgerEngine ledger;

  public NodeHealth(
      NodeLease lease,
      LedgerHead head,
      AppliedPositions positions,
      ProjectionProcessors processors,
      AccessFollower access,
      LedgerEngine ledger) {
    this.lease = lease;
    this.head = head;
    this.positions = positions;
    this.processors = processors;
    this.access = access;
    this.ledger = ledger;
  }

  @Override
  public OptionalInt staleRetrySeconds() {
    return lease.staleRetrySeconds();
  }

  @Override
  public Readiness readiness() {
    long known = head.known().value();
    List<Readiness.Projection> projections =
        positions.all().entrySet().stream().map(entry -> projection(entry, known)).toList();
    @Nullable String code = code(projections);
    return new Readiness(code == null, code, known, ledger.failure().orElse(null), projections);
  }

  private Readiness.Projection projection(Map.Entry<String, Position> applied, long known) {
    String name = applied.getKey();
    long position = applied.getValue().value();
    String stopped =
        name.equals(AccessFollower.NAME)
            ? access.failure().orElse(null)
            : processors.failure(name).orElse(null);
    return new Readiness.Projection(name, position, Math.max(0, known - position), stopped);
  }

  private @Nullable String code(List<Readiness.Projection> projections) {
    if (projections.stream().anyMatch(projection -> projection.stopped() != null)) {
      return "projection.stopped";
    }
    if (lease.staleRetrySeconds().isPresent()) {
      return "node.stale";
    }
    return projections.stream().anyMatch(projection -> projection.lag() > LAG_MAX)
        ? "projection.behind"
        : null;
  }
}
