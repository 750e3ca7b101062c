package dev.packledger.identity.signin;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.domain.organizations.MemberId;
import dev.packledger.domain.organizations.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Links that reach a person by mail and work once: whoever has one is taken for that person. */
public final class OneTimeLinks {
  private final JdbcClient jdbc;

  public OneTimeLinks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What a link is for. */
  public enum Kind {
    /** To become a member, and to set a first password where there is none. */
    INVITATION("invitation"),
    /** To set another password; a newer one ends those before. */
    RESET("reset");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** The stable name. */
    public String code() {
      return code;
    }

    private static Kind of(String code) {
      for (Kind kind : values()) {
        if (kind.code.equals(code)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no kind of link: " + code);
    }
  }

  /**
   * What a link says.
   *
   * @param until the first instant at which it no longer works
   */
  public record Link(
      Kind kind,
      PersonId person,
      @Nullable OrganizationId organization,
      @Nullable MemberId member,
      Instant until) {}

  /**
   * Makes a link.
   *
   * @return its secret, which is stored nowhere
   */
  public String create(
      Kind kind,
      PersonId person,
      @Nullable OrganizationId organization,
      @Nullable MemberId member,
      Instant until,
      Instant now) {
    String secret = SignInSecrets.create();
    jdbc.sql(
            """
            INSERT INTO identity.one_time_links
              (digest, kind, person, organization, member, created_at, until)
            VALUES (:digest, :kind, :person, :organization, :member, :now, :until)
            ON CONFLICT (person) WHERE kind = 'reset' DO UPDATE
            SET digest = excluded.digest, organization = excluded.organization,
                member = excluded.member, created_at = excluded.created_at,
                until = excluded.until, used_at = NULL
            """)
        .param("digest", SignInSecrets.digest(secret))
        .param("kind", kind.code())
        .param("person", person.value())
        .param("organization", organization == null ? null : organization.value(), Types.VARCHAR)
        .param("member", member == null ? null : member.value(), Types.VARCHAR)
        .param("now", Columns.utc(now))
        .param("until", Columns.utc(Columns.kept(until)))
        .update();
    return secret;
  }

  /** What a link says that still works; using it is another step. */
  public Optional<Link> look(String secret, Instant now) {
    return jdbc.sql(
            """
            SELECT kind, person, organization, member, until FROM identity.one_time_links
            WHERE digest = :digest AND used_at IS NULL AND until > :now
            """)
        .param("digest", SignInSecrets.digest(secret))
        .param("now", Columns.utc(now))
        .query((row, ignored) -> link(row))
        .optional();
  }

  /** Uses a link; of many that try it at once, on whichever nodes, one gets it. */
  public Optional<Link> use(String secret, Instant now) {
    return jdbc.sql(
            """
            UPDATE identity.one_time_links SET used_at = :now
            WHERE digest = :digest AND used_at IS NULL AND until > :now
            RETURNING kind, person, organization, member, until
            """)
        .param("digest", SignInSecrets.digest(secret))
        .param("now", Columns.utc(now))
        .query((row, ignored) -> link(row))
        .optional();
  }

  /** Forgets links that ended before an instant; answers how many. */
  public int purge(Instant before) {
    return jdbc.sql("DELETE FROM identity.one_time_links WHERE until < :before")
        .param("before", Columns.utc(before))
        .update();
  }

  private static Link link(ResultSet row) throws SQLException {
    return new Link(
        Kind.of(row.getString("kind")),
        new PersonId(row.getString("person")),
        Columns.idOrNull(row, "organization", OrganizationId::new),
        Columns.idOrNull(row, "member", MemberId::new),
        Columns.instant(row, "until"));
  }
}
