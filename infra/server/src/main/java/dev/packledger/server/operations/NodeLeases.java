package dev.packledger.server.operations;

import dev.packledger.domain.ledger.Position;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of leases, which all nodes of one database share. */
public final class NodeLeases {
  private final JdbcClient jdbc;

  /**
   * A node that may decide now.
   *
   * @param applied at least what its memory has applied
   */
  public record Lease(String node, Instant until, Position applied) {
    /** The same, where it is known better how far that node is. */
    Lease upTo(Position known) {
      return new Lease(node, until, known);
    }
  }

  public NodeLeases(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes or prolongs a lease by this much from the database's now; durable when it returns. */
  void renew(String node, Duration leaseTime, Position applied) {
    jdbc.sql(
            """
            insert into operations.node_leases (node, lease_until, applied)
            values (:node, clock_timestamp() + :millis * interval '1 millisecond', :applied)
            on conflict (node) do update
            set lease_until = excluded.lease_until, applied = excluded.applied
            """)
        .param("node", node)
        .param("millis", leaseTime.toMillis())
        .param("applied", applied.value())
        .update();
  }

  /** Tells how far a node is. To lose this in a crash only makes others wait a little longer. */
  void publish(String node, Position applied) {
    jdbc.sql(
            """
            update operations.node_leases set applied = :applied
            where node = :node and set_config('synchronous_commit', 'off', true) = 'off'
            """)
        .param("applied", applied.value())
        .param("node", node)
        .update();
  }

  /** Gives a lease back: nobody waits for this node any more. */
  void release(String node) {
    jdbc.sql("delete from operations.node_leases where node = :node").param("node", node).update();
  }

  /** The nodes that may still decide. */
  public List<Lease> live() {
    return jdbc.sql(
            """
            select node, lease_until, applied from operations.node_leases
            where lease_until > clock_timestamp() order by node
            """)
        .query(
            (row, number) ->
                new Lease(
                    row.getString("node"),
                    row.getObject("lease_until", OffsetDateTime.class).toInstant(),
                    new Position(row.getLong("applied"))))
        .list();
  }
}
