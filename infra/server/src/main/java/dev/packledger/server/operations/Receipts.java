package dev.packledger.server.operations;

import dev.packledger.domain.ledger.Position;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Revocation receipts: kept beside the projections, never rebuilt, always in the backup. */
public final class Receipts {
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  /**
   * Proof that from {@code acknowledgedAt} on no node allowed what an event at {@code position}
   * took away.
   *
   * @param stream whose event it was
   * @param command what was asked, such as {@code license.revoke}
   */
  public record Receipt(
      Position position,
      String stream,
      String command,
      Instant acknowledgedAt,
      List<Passage> passages) {
    public Receipt {
      passages = List.copyOf(passages);
    }
  }

  /**
   * How one node got past a revocation.
   *
   * @param applied what it had applied; null where its lease ran out, so that it allowed nothing
   */
  public record Passage(String node, @Nullable Position applied, Instant passedAt) {}

  public Receipts(JdbcClient jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /** Keeps a receipt; durable when it returns. One of the same position stays as it is. */
  void keep(Receipt receipt) {
    transactions.executeWithoutResult(
        status -> {
          int added =
              jdbc.sql(
                      """
                      insert into operations.revocation_receipts
                        (position, stream, command, acknowledged_at)
                      values (?, ?, ?, ?) on conflict do nothing
                      """)
                  .params(
                      receipt.position().value(),
                      receipt.stream(),
                      receipt.command(),
                      receipt.acknowledgedAt().atOffset(ZoneOffset.UTC))
                  .update();
          if (added == 1) {
            receipt.passages().forEach(passage -> keep(receipt.position(), passage));
          }
        });
  }

  private void keep(Position position, Passage passage) {
    Position applied = passage.applied();
    jdbc.sql(
            """
            insert into operations.revocation_passages (position, node, applied, passed_at)
            values (:position, :node, :applied, :passed)
            """)
        .param("position", position.value())
        .param("node", passage.node())
        .param("applied", applied == null ? null : applied.value())
        .param("passed", passage.passedAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  public Optional<Receipt> at(Position position) {
    return jdbc.sql("select * from operations.revocation_receipts where position = ?")
        .param(position.value())
        .query(
            (row, number) ->
                new Receipt(
                    position,
                    row.getString("stream"),
                    row.getString("command"),
                    row.getObject("acknowledged_at", OffsetDateTime.class).toInstant(),
                    passages(position)))
        .optional();
  }

  /** The receipts of one stream, the newest first. */
  public List<Receipt> of(String stream, int limit) {
    return jdbc
        .sql(
            """
            select position from operations.revocation_receipts where stream = ?
            order by position desc limit ?
            """)
        .params(stream, limit)
        .query(Long.class)
        .list()
        .stream()
        .flatMap(position -> at(new Position(position)).stream())
        .toList();
  }

  private List<Passage> passages(Position position) {
    return jdbc.sql("select * from operations.revocation_passages where position = ? order by node")
        .param(position.value())
        .query(
            (row, number) -> {
              long applied = row.getLong("applied");
              return new Passage(
                  row.getString("node"),
                  row.wasNull() ? null : new Position(applied),
                  row.getObject("passed_at", OffsetDateTime.class).toInstant());
            })
        .list();
  }
}
