package dev.packledger.webhooks.inbox;

import dev.packledger.webhooks.inbox.EntryApplication.Kept;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The only writer of the inbox's table: keeps what providers send, hands out what is due, marks
 * what became of it. Knows nothing of what an event means.
 */
public final class Inbox {
  /** The code of an entry that came under a known event id with another body. */
  public static final String EVENT_CONFLICT = "webhook.event_conflict";

  private static final String ENTRY =
      """
      select entry, account, event, type, created_at, body, received_at, state, attempts, licenses
      from webhooks.inbox
      """;

  private final JdbcClient database;
  private final SecretBox box;

  public Inbox(JdbcClient database, SecretBox box) {
    this.database = database;
    this.box = box;
  }

  /** The same inbox over another connection. */
  Inbox over(JdbcClient connection) {
    return new Inbox(connection, box);
  }

  /**
   * Keeps an event. When this returns, the event is durable and may be acknowledged; a crash before
   * leaves nothing and the provider sends again.
   */
  public Arrived store(IncomingEvent event) {
    if (insert(event, event.arrival())) {
      return Arrived.STORED;
    }
    byte[] before =
        database
            .sql(
                """
                select content from webhooks.inbox
                where account = :account and event = :event and code is distinct from :conflict
                """)
            .param("account", event.account())
            .param("event", event.event())
            .param("conflict", EVENT_CONFLICT)
            .query((row, number) -> row.getBytes("content"))
            .single();
    if (HexFormat.of().formatHex(before).equals(event.content().hex())) {
      return Arrived.DUPLICATE;
    }
    insert(
        event,
        IncomingEvent.Arrival.quarantined(
            EVENT_CONFLICT, "Another body came before under the same event id."));
    return Arrived.CONFLICT;
  }

  private boolean insert(IncomingEvent event, IncomingEvent.Arrival arrival) {
    Instant due = arrival.state() == InboxState.RECEIVED ? event.receivedAt() : null;
    return database
            .sql(
                """
                insert into webhooks.inbox
                  (account, event, type, created_at, live, content, body, signature, received_at,
                   refs, state, code, detail, next_attempt_at)
                values (:account, :event, :type, :created, :live, :content, :body, :signature,
                  :received, :refs, :state, :code, :detail, :due)
                on conflict do nothing
                """)
            .param("account", event.account())
            .param("event", event.event())
            .param("type", event.type())
            .param("created", at(event.createdAt()))
            .param("live", event.live())
            .param("content", HexFormat.of().parseHex(event.content().hex()))
            .param("body", box.close(event.body(), bodyPlace(event.account(), event.event())))
            .param("signature", event.signature())
            .param("received", at(event.receivedAt()))
            .param("refs", event.references().toArray(String[]::new))
            .param("state", arrival.state().text())
            .param("code", arrival.code())
            .param("detail", arrival.detail())
            .param("due", at(due))
            .update()
        == 1;
  }

  /**
   * Locks an account that has something due and that nobody else works on; the lock lasts as long
   * as the transaction. One account's events are applied one after the other, so that no older
   * state of an object is sent after a newer one. The recursion steps from one account with
   * something pending to the next through the index, however long the queue of each is.
   */
  Optional<String> lockDueAccount(Instant now) {
    return database
        .sql(
            """
            with recursive pending as (
              (select account from webhooks.inbox
               where next_attempt_at is not null order by account limit 1)
              union all
              select (
                select i.account from webhooks.inbox i
                where i.next_attempt_at is not null and i.account > p.account
                order by i.account limit 1)
              from pending p where p.account is not null)
            select a.account from webhooks.accounts a join pending p on p.account = a.account
            where a.disconnected_at is null and exists (
              select 1 from webhooks.inbox i
              where i.account = a.account and i.next_attempt_at <= :now)
            order by (
              select min(i.next_attempt_at) from webhooks.inbox i
              where i.account = a.account and i.next_attempt_at is not null)
            limit 1
            for no key update of a skip locked
            """)
        .param("now", at(now))
        .query(String.class)
        .optional();
  }

  /** The due entry that the provider says happened first; empty where another was faster. */
  Optional<InboxEntry> due(String account, Instant now) {
    return database
        .sql(
            ENTRY
                + """
                where account = :account and next_attempt_at <= :now
                order by created_at, entry limit 1
                """)
        .param("account", account)
        .param("now", at(now))
        .query(this::entry)
        .optional();
  }

  void mark(InboxEntry entry, Mark mark) {
    database
        .sql(
            """
            update webhooks.inbox set state = :state, code = :code, detail = :detail,
              attempts = attempts + 1, next_attempt_at = :next, applied_at = :applied,
              licenses = :licenses
            where entry = :entry
            """)
        .param("state", mark.state().text())
        .param("code", mark.code())
        .param("detail", mark.detail())
        .param("next", at(mark.nextAttemptAt()))
        .param("applied", at(mark.appliedAt()))
        .param("licenses", mark.licenses().toArray(String[]::new))
        .param("entry", entry.entry())
        .update();
  }

  /** What an attempt leaves on an entry. */
  record Mark(
      InboxState state,
      @Nullable String code,
      @Nullable String detail,
      @Nullable Instant nextAttemptAt,
      @Nullable Instant appliedAt,
      Set<String> licenses) {}

  /**
   * Makes failed entries due that concern one of the licences: what they waited for may be there.
   */
  void wakeConcerning(String account, Set<String> licenses, Instant now) {
    database
        .sql(
            """
            update webhooks.inbox set next_attempt_at = :now
            where account = :account and state = 'failed' and licenses && cast(:licenses as text[])
            """)
        .param("account", account)
        .param("licenses", licenses.toArray(String[]::new))
        .param("now", at(now))
        .update();
  }

  /**
   * Makes failed entries of an account due that failed with a code, such as {@code price.unknown}
   * when a plan appears.
   *
   * @return how many
   */
  public int retry(String account, String code, Instant now) {
    return database
        .sql(
            """
            update webhooks.inbox set next_attempt_at = :now
            where account = :account and state = 'failed' and code = :code
            """)
        .param("account", account)
        .param("code", code)
        .param("now", at(now))
        .update();
  }

  /** Makes one failed entry due; false where there is no such failed entry. */
  public boolean retry(String account, long entry, Instant now) {
    return database
            .sql(
                """
                update webhooks.inbox set next_attempt_at = :now
                where account = :account and entry = :entry and state = 'failed'
                """)
            .param("account", account)
            .param("entry", entry)
            .param("now", at(now))
            .update()
        == 1;
  }

  /**
   * Makes entries due whose type was unknown when they came and is known now; to be called at
   * start, after an upgrade.
   */
  public int reconsider(Collection<String> knownTypes, Instant now) {
    return database
        .sql(
            """
            update webhooks.inbox set state = 'received', next_attempt_at = :now
            where state = 'unknown_type' and type = any(:types)
            """)
        .param("types", knownTypes.toArray(String[]::new))
        .param("now", at(now))
        .update();
  }

  /**
   * Takes personal data out of the bodies of every entry that speaks of one of the provider's
   * objects or concerns one of the licences. What an entry says, its digest, stays known, so that
   * no later delivery brings the data back.
   *
   * @param redaction the body without personal data
   * @return how many entries
   */
  public int redact(
      String account,
      Set<String> references,
      Set<String> licenses,
      UnaryOperator<byte[]> redaction,
      Instant now) {
    List<InboxEntry> entries =
        those(
            account,
            "(refs && cast(:any as text[]) or licenses && cast(:licenses as text[]))",
            references,
            licenses);
    for (InboxEntry entry : entries) {
      byte[] body = redaction.apply(entry.body());
      database
          .sql("update webhooks.inbox set body = :body, redacted_at = :now where entry = :entry")
          .param("body", box.close(body, bodyPlace(account, entry.event())))
          .param("now", at(now))
          .param("entry", entry.entry())
          .update();
    }
    return entries.size();
  }

  /** What is kept of one account. */
  Kept kept(String account) {
    return new Kept() {
      @Override
      public List<InboxEntry> about(Set<String> references) {
        return those(
            account,
            "refs && cast(:any as text[]) and state <> 'quarantined'",
            references,
            Set.of());
      }

      @Override
      public List<InboxEntry> concerning(Set<String> licenses) {
        return those(
            account,
            "licenses && cast(:licenses as text[]) and state <> 'quarantined'",
            Set.of(),
            licenses);
      }
    };
  }

  private List<InboxEntry> those(
      String account, String condition, Set<String> references, Set<String> licenses) {
    return database
        .sql(ENTRY + " where account = :account and " + condition + " order by entry")
        .param("account", account)
        .param("any", references.toArray(String[]::new))
        .param("licenses", licenses.toArray(String[]::new))
        .query(this::entry)
        .list();
  }

  private InboxEntry entry(ResultSet row, int number) throws SQLException {
    String account = row.getString("account");
    String event = row.getString("event");
    return new InboxEntry(
        row.getLong("entry"),
        account,
        event,
        row.getString("type"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        box.open(row.getBytes("body"), bodyPlace(account, event)),
        row.getObject("received_at", OffsetDateTime.class).toInstant(),
        InboxState.of(row.getString("state")),
        row.getInt("attempts"),
        texts(row.getArray("licenses")));
  }

  static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  private static String bodyPlace(String account, String event) {
    return "webhooks.inbox/" + account + "/" + event;
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
