package dev.packledger.identity.signin;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.domain.organizations.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What happened to accounts, for their owners and their organisations to read. Entries are added
 * and never changed; PostgreSQL itself refuses it. Only what it says of where a forgotten person
 * was is emptied.
 */
public final class SecurityLog {
  private static final String COLUMNS = "id, kind, person, organization, address, detail, at";

  private final JdbcClient jdbc;

  public SecurityLog(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What happened. Codes are for ever. */
  public enum Kind {
    SIGNED_IN("signed_in"),
    SIGN_IN_FAILED("sign_in_failed"),
    SIGNED_OUT("signed_out"),
    SESSION_ENDED("session_ended"),
    INVITATION_ACCEPTED("invitation_accepted"),
    PASSWORD_SET("password_set"),
    PASSWORD_CHANGED("password_changed"),
    RESET_REQUESTED("reset_requested"),
    PASSWORD_RESET("password_reset"),
    TOTP_ADDED("totp_added"),
    TOTP_REMOVED("totp_removed"),
    PASSKEY_ADDED("passkey_added"),
    PASSKEY_REMOVED("passkey_removed"),
    CONFIRMED("confirmed"),
    CONFIRMATION_FAILED("confirmation_failed"),
    EXPORTED("exported"),
    OPERATOR_SIGNED_IN("operator_signed_in"),
    OPERATOR_SIGN_IN_FAILED("operator_sign_in_failed"),
    OPERATOR_SIGNED_OUT("operator_signed_out");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    private static Kind of(String code) {
      for (Kind kind : values()) {
        if (kind.code.equals(code)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no kind of entry: " + code);
    }
  }

  /**
   * One thing that happened.
   *
   * @param id grows from entry to entry
   * @param person whom it concerns, where that is known
   * @param organization whom it concerns, where it concerns one
   */
  public record Entry(
      long id,
      Kind kind,
      @Nullable PersonId person,
      @Nullable OrganizationId organization,
      String address,
      String detail,
      Instant at) {}

  /**
   * Adds an entry.
   *
   * @param address where it was done from
   * @param detail a word more; never a secret, a name or an e-mail address
   */
  public void write(
      Kind kind,
      @Nullable PersonId person,
      @Nullable OrganizationId organization,
      String address,
      String detail,
      Instant now) {
    jdbc.sql(
            """
            INSERT INTO identity.security_log (kind, person, organization, address, detail, at)
            VALUES (:kind, :person, :organization, :address, :detail, :now)
            """)
        .param("kind", kind.code())
        .param("person", person == null ? null : person.value(), Types.VARCHAR)
        .param("organization", organization == null ? null : organization.value(), Types.VARCHAR)
        .param("address", address)
        .param("detail", detail)
        .param("now", Columns.utc(now))
        .update();
  }

  /**
   * What concerns a person, newest first.
   *
   * @param beforeId where the page before ended; null for the first
   */
  public List<Entry> of(PersonId person, @Nullable Long beforeId, int limit) {
    return entries("person", person.value(), beforeId, limit);
  }

  /**
   * What concerns an organisation, newest first.
   *
   * @param beforeId where the page before ended; null for the first
   */
  public List<Entry> of(OrganizationId organization, @Nullable Long beforeId, int limit) {
    return entries("organization", organization.value(), beforeId, limit);
  }

  private List<Entry> entries(String column, String value, @Nullable Long beforeId, int limit) {
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + " FROM identity.security_log WHERE "
                + column
                + " = :value AND id < :before ORDER BY id DESC LIMIT :limit")
        .param("value", value)
        .param("before", beforeId == null ? Long.MAX_VALUE : beforeId)
        .param("limit", limit)
        .query((row, ignored) -> entry(row))
        .list();
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getLong("id"),
        Kind.of(row.getString("kind")),
        Columns.idOrNull(row, "person", PersonId::new),
        Columns.idOrNull(row, "organization", OrganizationId::new),
        row.getString("address"),
        row.getString("detail"),
        Columns.instant(row, "at"));
  }
}
