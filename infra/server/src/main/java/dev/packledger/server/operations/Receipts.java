package dev.packledger.server.operations;

import dev.packledger.domain.ledger.Position;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Revocation receipts: kept beside the projections, never rebuilt, always in the backup. */
public final class Receipts {
  private static final String KEEP =
      """
      with others as (
        select from operations.node_leases where node <> ? and lease_until > clock_timestamp()),
      added as (
        insert into operations.revocation_receipts (position, stream, command, acknowledged_at)
        select * from unnest(?::bigint[], ?::text[], ?::text[], ?::timestamptz[])
        where ? or not exists (select from others)
        on conflict do nothing returning position),
      passages as (
        insert into operations.revocation_passages (position, node, applied, passed_at)
        select passage.* from unnest(?::bigint[], ?::text[], ?::bigint[], ?::timestamptz[])
          as passage (position, node, applied, passed_at) join added using (position))
      select not exists (select from others)
      """;

  private final JdbcClient jdbc;

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

  public Receipts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps receipts; durable when it returns. One of the same position stays as it is. */
  void keep(List<Receipt> receipts) {
    if (!receipts.isEmpty()) {
      var unused = keep("", true, receipts);
    }
  }

  /**
   * Keeps receipts where no other node has a lease; asked and kept at once.
   *
   * @param receipts at least one
   * @return false where another node has a lease, and nothing was kept
   */
  boolean keepIfAlone(String node, List<Receipt> receipts) {
    return keep(node, false, receipts);
  }

  private boolean keep(String node, boolean anyway, List<Receipt> receipts) {
    List<Kept> passages =
        receipts.stream()
            .flatMap(receipt -> receipt.passages().stream().map(one -> Kept.of(receipt, one)))
            .toList();
    return jdbc.sql(KEEP)
        .params(
            node,
            receipts.stream().map(receipt -> receipt.position().value()).toArray(Long[]::new),
            receipts.stream().map(Receipt::stream).toArray(String[]::new),
            receipts.stream().map(Receipt::command).toArray(String[]::new),
            receipts.stream()
                .map(receipt -> receipt.acknowledgedAt().toString())
                .toArray(String[]::new),
            anyway,
            passages.stream().map(Kept::position).toArray(Long[]::new),
            passages.stream().map(Kept::node).toArray(String[]::new),
            passages.stream().map(Kept::applied).toArray(Long[]::new),
            passages.stream().map(Kept::passedAt).toArray(String[]::new))
        .query(Boolean.class)
        .single();
  }

  /** A passage as it is bound. */
  private record Kept(Long position, String node, @Nullable Long applied, String passedAt) {
    static Kept of(Receipt receipt, Passage passage) {
      Position applied = passage.applied();
      return new Kept(
          receipt.position().value(),
          passage.node(),
          applied == null ? null : applied.value(),
          passage.passedAt().toString());
    }
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
              @Nullable Position passed = row.wasNull() ? null : new Position(applied);
              return new Passage(
                  row.getString("node"),
                  passed,
                  row.getObject("passed_at", OffsetDateTime.class).toInstant());
            })
        .list();
  }
}
