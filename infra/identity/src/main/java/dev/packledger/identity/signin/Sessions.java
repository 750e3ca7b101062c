package dev.packledger.identity.signin;

import dev.packledger.domain.ledger.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who is signed in where. A session is asked for by its secret at every request and on every node,
 * so that one that was ended anywhere opens nothing from then on.
 */
public final class Sessions {
  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

  /** What a browser says of itself is not bounded by anyone else. */
  private static final int USER_AGENT_CHARACTERS_MAX = 256;

  private static final String COLUMNS =
      "id, person, opened_at, seen_at, confirmed_at, address, user_agent";

  private final JdbcClient jdbc;
  private final Limits limits;

  public Sessions(JdbcClient jdbc) {
    this(jdbc, Limits.DEFAULT);
  }

  public Sessions(JdbcClient jdbc, Limits limits) {
    this.jdbc = jdbc;
    this.limits = limits;
  }

  /**
   * @param idle time without use after which a session is over
   * @param age time after which it is over in any case
   */
  public record Limits(Duration idle, Duration age) {
    public static final Limits DEFAULT = new Limits(Duration.ofHours(12), Duration.ofDays(7));

    /** The smallest leaves room for marking a session as seen once a minute. */
    public Limits {
      if (idle.compareTo(SEEN_EVERY.multipliedBy(2)) < 0 || age.compareTo(idle) < 0) {
        throw new IllegalArgumentException("sessions last two minutes idle or more, and no less");
      }
    }

    /** Whether a session that nobody ended still counts. */
    public boolean isLive(Session session, Instant now) {
      return now.isBefore(session.seenAt().plus(idle))
          && now.isBefore(session.openedAt().plus(age));
    }
  }

  /**
   * @param secret to be given to the browser once; it is stored nowhere
   */
  public record Opened(String secret, Session session) {}

  /**
   * Signs somebody in.
   *
   * @throws IllegalStateException where the person was forgotten
   */
  public Opened open(Subject subject, String address, String userAgent, Instant now) {
    String secret = SignInSecrets.create();
    Instant at = Columns.kept(now);
    String agent = userAgent.substring(0, Math.min(userAgent.length(), USER_AGENT_CHARACTERS_MAX));
    Session session =
        new Session(new SessionId(SignInSecrets.id()), subject, at, at, null, address, agent);
    int opened =
        jdbc.sql(
                """
                INSERT INTO identity.sessions
                  (id, digest, person, opened_at, seen_at, address, user_agent)
                SELECT :id, :digest, :person, :now, :now, :address, :agent WHERE NOT EXISTS (
                  SELECT FROM identity.person_keys
                  WHERE person = :person AND forgotten_at IS NOT NULL)
                """)
            .param("id", session.id().value())
            .param("digest", SignInSecrets.digest(secret))
            .param("person", person(subject), java.sql.Types.VARCHAR)
            .param("now", Columns.utc(at))
            .param("address", address)
            .param("agent", agent)
            .update();
    if (opened == 0) {
      throw new IllegalStateException(person(subject) + " was forgotten");
    }
    return new Opened(secret, session);
  }

  /** The session of a secret, and marks it seen; empty where there is none or it is over. */
  public Optional<Session> find(String secret, Instant now) {
    Optional<Session> live =
        jdbc.sql(
                "SELECT "
                    + COLUMNS
                    + " FROM identity.sessions WHERE digest = :digest AND ended_at IS NULL")
            .param("digest", SignInSecrets.digest(secret))
            .query((row, ignored) -> session(row))
            .optional()
            .filter(session -> limits.isLive(session, now));
    if (live.isPresent() && !now.isBefore(live.get().seenAt().plus(SEEN_EVERY))) {
      return seen(live.get(), Columns.kept(now));
    }
    return live;
  }

  /** Empty where it was ended in between. */
  private Optional<Session> seen(Session session, Instant now) {
    return jdbc.sql(
            "UPDATE identity.sessions SET seen_at = greatest(seen_at, :now)"
                + " WHERE id = :id AND ended_at IS NULL RETURNING "
                + COLUMNS)
        .param("now", Columns.utc(now))
        .param("id", session.id().value())
        .query((row, ignored) -> session(row))
        .optional();
  }

  /** Who sits there proved again that it is them. */
  public void confirmed(SessionId id, Instant now) {
    jdbc.sql(
            """
            UPDATE identity.sessions SET confirmed_at = :now WHERE id = :id AND ended_at IS NULL
            """)
        .param("now", Columns.utc(now))
        .param("id", id.value())
        .update();
  }

  /**
   * A person's sessions that nobody ended, last seen first. Those that ran out are among them until
   * they are purged; {@link Limits#isLive} tells.
   */
  public List<Session> of(PersonId person) {
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + " FROM identity.sessions WHERE person = :person AND ended_at IS NULL"
                + " ORDER BY seen_at DESC, id")
        .param("person", person.value())
        .query((row, ignored) -> session(row))
        .list();
  }

  /** Ends a session; false where it was ended before or never was. */
  public boolean end(SessionId id, Instant now) {
    return jdbc.sql(
                """
                UPDATE identity.sessions SET ended_at = :now WHERE id = :id AND ended_at IS NULL
                """)
            .param("now", Columns.utc(now))
            .param("id", id.value())
            .update()
        == 1;
  }

  /**
   * Ends all sessions of a person.
   *
   * @param but the one that goes on, where there is one
   */
  public void endAll(PersonId person, @Nullable SessionId but, Instant now) {
    jdbc.sql(
            """
            UPDATE identity.sessions SET ended_at = :now
            WHERE person = :person AND ended_at IS NULL AND id <> :but
            """)
        .param("now", Columns.utc(now))
        .param("person", person.value())
        .param("but", but == null ? "" : but.value())
        .update();
  }

  /** Forgets sessions that were last seen before an instant, or are over; answers how many. */
  public int purge(Instant before) {
    return jdbc.sql("DELETE FROM identity.sessions WHERE seen_at < :before OR ended_at < :before")
        .param("before", Columns.utc(before))
        .update();
  }

  private static @Nullable String person(Subject subject) {
    return switch (subject) {
      case Subject.Person person -> person.id().value();
      case Subject.Operator operator -> null;
    };
  }

  private static Session session(ResultSet row) throws SQLException {
    PersonId person = Columns.idOrNull(row, "person", PersonId::new);
    return new Session(
        new SessionId(row.getString("id")),
        person == null ? new Subject.Operator() : new Subject.Person(person),
        Columns.instant(row, "opened_at"),
        Columns.instant(row, "seen_at"),
        Columns.instantOrNull(row, "confirmed_at"),
        row.getString("address"),
        row.getString("user_agent"));
  }
}
