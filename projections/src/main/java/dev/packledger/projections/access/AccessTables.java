package dev.packledger.projections.access;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.projections.RowQueries;
import dev.packledger.projections.StoredValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The facts of access as rows. The caller's transaction makes an event's rows and the applied
 * position one: a crash leaves both or neither, and an event handed over twice is applied once.
 */
public final class AccessTables {
  /** Every table of this projection, without its schema. */
  public static final List<String> TABLES =
      List.of(
          "access_tokens",
          "access_holders",
          "access_packages",
          "access_releases",
          "access_terms",
          "access_licenses",
          "access_holds",
          "access_seats",
          "access_grants",
          "access_recorded");

  private static final String PROJECTION = "access";

  private final JdbcClient jdbc;
  private final LicenseRows licenses;
  private final Function<Recorded<Event>, Optional<AccessChange>> fold;

  public AccessTables(JdbcClient jdbc) {
    this(jdbc, AccessFold::change);
  }

  /**
   * @param fold what an event means; another than the real one only to show that it is noticed
   */
  AccessTables(JdbcClient jdbc, Function<Recorded<Event>, Optional<AccessChange>> fold) {
    this.jdbc = jdbc;
    this.licenses = new LicenseRows(this);
    this.fold = fold;
  }

  /** The position of the last event in these tables. */
  public Position position() {
    return RowQueries.position(jdbc, PROJECTION);
  }

  /**
   * Applies the next event; one that was applied before changes nothing.
   *
   * @throws IllegalStateException where an event between is missing, or where a row is missing that
   *     must be there: only a rebuild mends that
   */
  public void apply(Recorded<Event> recorded) {
    if (advance(recorded.position(), recorded.metadata().recordedAt())) {
      fold.apply(recorded).ifPresent(change -> perform(change, recorded.position()));
    }
  }

  /** Drops every row, for a rebuild from the first event; answers how many there were. */
  public long reset() {
    long rowsBefore = 0;
    for (String table : TABLES) {
      rowsBefore += any("DELETE FROM projections." + table, Map.of());
    }
    one(
        "UPDATE projections.applied SET position = 0 WHERE projection = :projection",
        Map.of("projection", PROJECTION));
    return rowsBefore;
  }

  /** Holds the projection's row until the transaction ends: two writers wait for each other. */
  private boolean advance(Position next, Instant recordedAt) {
    int moved =
        any(
            """
            UPDATE projections.applied SET position = :next
            WHERE projection = :projection AND position = :next - 1
            """,
            Map.of("next", next, "projection", PROJECTION));
    if (moved == 1) {
      recorded(recordedAt);
      return true;
    }
    Position applied = position();
    if (applied.compareTo(next) >= 0) {
      return false;
    }
    throw new IllegalStateException(
        "access is at %d and was given %d; an event is missing between"
            .formatted(applied.value(), next.value()));
  }

  private void recorded(Instant at) {
    one(
        """
        INSERT INTO projections.access_recorded (recorded_at) VALUES (:at)
        ON CONFLICT (only_row) DO UPDATE SET recorded_at = :at
        """,
        Map.of("at", at));
  }

  private void perform(AccessChange change, Position at) {
    switch (change) {
      case AccessChange.TokenChange token -> perform(token, at);
      case AccessChange.HolderChange holder -> perform(holder, at);
      case AccessChange.PackageOwned owned ->
          one(
              "INSERT INTO projections.access_packages (package, owner) VALUES (:package, :owner)",
              Map.of("package", owned.pkg(), "owner", owned.owner()));
      case AccessChange.ReleaseAdded added ->
          one(
              """
              INSERT INTO projections.access_releases
                (release, package, version, channel, published_at, yanked, position)
              VALUES (:release, :package, :version, :channel, :published, false, :at)
              """,
              Map.of(
                  "release", added.release(),
                  "package", added.pkg(),
                  "version", added.version(),
                  "channel", added.channel(),
                  "published", added.publishedAt(),
                  "at", at));
      case AccessChange.ReleaseYankChanged changed ->
          one(
              "UPDATE projections.access_releases SET yanked = :yanked WHERE release = :release",
              Map.of("yanked", changed.yanked(), "release", changed.release()));
      case AccessChange.LicenseChange license -> licenses.perform(license, at);
    }
  }

  private void perform(AccessChange.TokenChange change, Position at) {
    switch (change) {
      case AccessChange.TokenAdded added ->
          one(
              """
              INSERT INTO projections.access_tokens
                (token, organization, holder, scopes, secret, issued_at, expires_at, addresses,
                 position)
              VALUES (:token, :organization, :holder, :scopes, :secret, :issued, :expires,
                :addresses, :at)
              """,
              Params.params(
                  "token", added.token(),
                  "organization", added.organization(),
                  "holder", added.holder(),
                  "scopes", added.scopes(),
                  "secret", added.secret(),
                  "issued", added.issuedAt(),
                  "expires", added.expiresAt(),
                  "addresses", added.addresses(),
                  "at", at));
      case AccessChange.SecretReplaced replaced ->
          one(
              """
              UPDATE projections.access_tokens
              SET previous_secret = secret, previous_ends_at = :ends, secret = :secret,
                position = :at
              WHERE token = :token
              """,
              Map.of(
                  "token", replaced.token(),
                  "secret", replaced.secret(),
                  "ends", replaced.previousEndsAt(),
                  "at", at));
      case AccessChange.TokenEnded ended ->
          one(
              """
              UPDATE projections.access_tokens SET revoked_at = :revoked, position = :at
              WHERE token = :token
              """,
              Map.of("token", ended.token(), "revoked", ended.at(), "at", at));
    }
  }

  private void perform(AccessChange.HolderChange change, Position at) {
    Map<String, Object> key =
        Map.of("organization", change.organization(), "holder", change.holder(), "at", at);
    switch (change) {
      case AccessChange.HolderExpected expected ->
          one(
              """
              INSERT INTO projections.access_holders
                (organization, holder, present, since, role, until, position)
              VALUES (:organization, :holder, false, :since, :role, :until, :at)
              ON CONFLICT (organization, holder) DO UPDATE
              SET present = false, since = :since, role = :role, until = :until, position = :at
              """,
              Params.with(
                  key,
                  "since",
                  expected.since(),
                  "role",
                  expected.role(),
                  "until",
                  expected.until()));
      case AccessChange.HolderArrived arrived ->
          one(
              """
              INSERT INTO projections.access_holders
                (organization, holder, present, since, position)
              VALUES (:organization, :holder, true, :since, :at)
              ON CONFLICT (organization, holder) DO UPDATE
              SET present = true, since = :since, position = :at
              """,
              Params.with(key, "since", arrived.since()));
      case AccessChange.HolderRoleChanged changed ->
          one(
              """
              UPDATE projections.access_holders SET role = :role, until = :until, position = :at
              WHERE organization = :organization AND holder = :holder
              """,
              Params.with(key, "role", changed.role(), "until", changed.until()));
      case AccessChange.HolderLeft left ->
          one(
              """
              UPDATE projections.access_holders
              SET present = false, since = :since, position = :at
              WHERE organization = :organization AND holder = :holder
              """,
              Params.with(key, "since", left.since()));
    }
  }

  /** Changes exactly one row, or fails: then the tables are not what the ledger says. */
  void one(String sql, Map<String, ? extends @Nullable Object> params) {
    int rows = any(sql, params);
    if (rows != 1) {
      throw new IllegalStateException(
          rows + " rows instead of one; rebuild the projection: " + sql.strip());
    }
  }

  /** Changes any number of rows and answers how many. */
  int any(String sql, Map<String, ? extends @Nullable Object> params) {
    JdbcClient.StatementSpec statement = jdbc.sql(sql);
    for (var entry : params.entrySet()) {
      statement = statement.param(entry.getKey(), StoredValue.of(entry.getValue()));
    }
    return statement.update();
  }
}
