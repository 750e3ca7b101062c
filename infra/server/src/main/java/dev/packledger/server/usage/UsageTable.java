package dev.packledger.server.usage;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.releases.ReleaseId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Adds to the counts and drops old ones. */
final class UsageTable {
  private static final String ADD =
      """
      insert into operations.usage as counted
        (day, token, package, release, client, version, buyer, seller, downloads, denials)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (day, token, package, release, client) do update set
        downloads = counted.downloads + excluded.downloads,
        denials = counted.denials + excluded.denials,
        seller = coalesce(counted.seller, excluded.seller)
      """;

  /** All nodes lock rows in one order, so that none waits for another in a circle. */
  private static final Comparator<UsageRow> ORDER =
      Comparator.comparing((UsageRow row) -> row.key().day())
          .thenComparing(row -> row.key().token().value())
          .thenComparing(row -> row.key().pkg().value())
          .thenComparing(row -> text(row.key().release()))
          .thenComparing(row -> row.key().client());

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;

  UsageTable(JdbcTemplate jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /** The number of the last batch that a node added; 0 before the first. */
  long lastBatch(String node) {
    List<Long> batches =
        jdbc.queryForList(
            "select batch from operations.usage_batches where node = ?", Long.class, node);
    return batches.isEmpty() ? 0 : batches.getFirst();
  }

  /**
   * Adds a batch, or nothing where it was added before: a reply that was lost after the commit does
   * no harm, the batch is tried again under its number.
   *
   * @param waitMax how long the database may take
   */
  void add(String node, long batch, Collection<UsageRow> rows, Duration waitMax) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.execute("set local statement_timeout = " + waitMax.toMillis());
          if (isNew(node, batch)) {
            List<UsageRow> sorted = rows.stream().sorted(ORDER).toList();
            jdbc.batchUpdate(ADD, sorted.stream().map(UsageTable::values).toList());
          }
        });
  }

  private boolean isNew(String node, long batch) {
    return jdbc.update(
            """
            insert into operations.usage_batches as known (node, batch) values (?, ?)
            on conflict (node) do update set batch = excluded.batch
            where known.batch < excluded.batch
            """,
            node,
            batch)
        == 1;
  }

  private static Object[] values(UsageRow row) {
    OrganizationId seller = row.seller();
    return new Object[] {
      row.key().day(),
      row.key().token().value(),
      row.key().pkg().value(),
      text(row.key().release()),
      UsageQueries.name(row.key().client()),
      row.key().version(),
      row.buyer().value(),
      seller == null ? null : seller.value(),
      row.counts().downloads(),
      row.counts().denials()
    };
  }

  private static String text(@Nullable ReleaseId release) {
    return release == null ? "" : release.value();
  }

  /** Drops the counts of all days before this one; returns how many rows. */
  int dropBefore(LocalDate day) {
    return jdbc.update("delete from operations.usage where day < ?", day);
  }
}
