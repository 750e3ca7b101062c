package dev.packledger.webhooks.inbox;

import dev.packledger.projections.Page;
import dev.packledger.projections.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the inbox to show it; bodies stay closed. */
public final class InboxQueries {
  private final JdbcClient database;

  public InboxQueries(JdbcClient database) {
    this.database = database;
  }

  /**
   * The entries of an account, the newest first.
   *
   * @param state only those in this state; null for all
   */
  public Page<InboxRow> page(String account, @Nullable InboxState state, PageRequest request) {
    long before = request.after() == null ? Long.MAX_VALUE : Long.parseLong(request.after());
    List<InboxRow> rows =
        database
            .sql(
                """
                select entry, account, event, type, created_at, live, received_at, state, code,
                  detail, attempts, next_attempt_at, applied_at, licenses
                from webhooks.inbox
                where account = :account and entry < :before
                  and (cast(:state as text) is null or state = :state)
                order by entry desc limit :limit
                """)
            .param("account", account)
            .param("before", before)
            .param("state", state == null ? null : state.text())
            .param("limit", request.limit() + 1)
            .query(InboxQueries::row)
            .list();
    return Page.of(rows, request, row -> Long.toString(row.entry()));
  }

  /**
   * The licences that came of one of the provider's objects, as id texts: of a checkout session for
   * its success address, for example. Empty while nothing came of it.
   */
  public List<String> licensesOf(String account, String reference) {
    return database
        .sql(
            """
            select distinct unnest(licenses) as license from webhooks.inbox
            where account = :account and refs @> array[cast(:reference as text)]
              and state = 'applied' order by license
            """)
        .param("account", account)
        .param("reference", reference)
        .query((row, number) -> row.getString("license"))
        .list();
  }

  /** How many entries are in each state, over all accounts: for metrics and health. */
  public Map<InboxState, Long> counts() {
    Map<InboxState, Long> counts = new TreeMap<>();
    database
        .sql("select state, count(*) as entries from webhooks.inbox group by state")
        .query(
            row -> {
              counts.put(InboxState.of(row.getString("state")), row.getLong("entries"));
            });
    return counts;
  }

  private static InboxRow row(ResultSet row, int number) throws SQLException {
    return new InboxRow(
        row.getLong("entry"),
        row.getString("account"),
        row.getString("event"),
        row.getString("type"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getBoolean("live"),
        row.getObject("received_at", OffsetDateTime.class).toInstant(),
        InboxState.of(row.getString("state")),
        row.getString("code"),
        row.getString("detail"),
        row.getInt("attempts"),
        instant(row, "next_attempt_at"),
        instant(row, "applied_at"),
        Inbox.texts(row.getArray("licenses")));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
