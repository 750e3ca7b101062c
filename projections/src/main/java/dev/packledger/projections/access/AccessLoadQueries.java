package dev.packledger.projections.access;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.licenses.LicenseEvent.RevocationReason;
import dev.packledger.domain.licenses.LicenseEvent.SuspensionReason;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.terms.Terms;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.projections.RowQueries.Columns;
import dev.packledger.projections.TermsJson;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills {@link AccessMemory} from the tables at start: a node need not read the whole ledger, only
 * what came after the tables' position.
 */
public final class AccessLoadQueries {
  private static final int ROWS_AT_ONCE = 5000;

  private final JdbcClient jdbc;
  private final TransactionTemplate snapshot;

  /**
   * @param transactions of the same data source as {@code jdbc}
   */
  public AccessLoadQueries(JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    snapshot = new TransactionTemplate(transactions);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    snapshot.setReadOnly(true);
  }

  /** Fills an empty memory; its position is then the tables'. Go on with the events after it. */
  public void load(AccessMemory memory) {
    snapshot.executeWithoutResult(
        ignored -> {
          AccessQueries queries = new AccessQueries(jdbc);
          memory.restore(queries.position(), queries.recordedAt(), this::fill);
        });
  }

  private void fill(MemoryFacts facts) {
    each(
        "access_packages",
        List.of("package"),
        row ->
            facts.packages.own(
                row.id("package", PackageId::new), row.id("owner", OrganizationId::new)));
    each("access_releases", List.of("release"), row -> release(facts, row));
    each(
        "access_holders",
        List.of("organization", "holder"),
        row ->
            facts.holders.restore(
                row.id("organization", OrganizationId::new),
                row.id("holder", Holder::parse),
                AccessQueries.presence(row)));
    each("access_tokens", List.of("token"), row -> token(facts, row));
    Map<String, Terms> terms = new HashMap<>();
    each(
        "access_terms",
        List.of("digest"),
        row -> terms.put(row.text("digest"), TermsJson.read(row.text("terms"))));
    each("access_licenses", List.of("license"), row -> license(facts, row, terms));
    each("access_holds", List.of("license", "kind", "reason"), row -> hold(facts, row));
    each(
        "access_seats",
        List.of("license", "holder"),
        row ->
            facts.licenses.restoreSeat(
                row.id("license", LicenseId::new), row.id("holder", Holder::parse)));
    each(
        "access_grants",
        List.of("buyer", "package", "license"),
        row ->
            facts.licenses.restoreGrant(
                row.id("license", LicenseId::new),
                row.id("buyer", OrganizationId::new),
                row.id("package", PackageId::new),
                row.instantOrNull("lost_at")));
  }

  private static void release(MemoryFacts facts, Columns row) {
    ReleaseId release = row.id("release", ReleaseId::new);
    facts.packages.add(
        new AccessChange.ReleaseAdded(
            release,
            row.id("package", PackageId::new),
            row.text("version"),
            row.text("channel"),
            row.instant("published_at")),
        row.position("position"));
    facts.packages.yank(release, row.truth("yanked"));
  }

  private static void token(MemoryFacts facts, Columns row) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    scopes.addAll(row.constants("scopes", Scope.class));
    facts.tokens.restore(
        new AccessChange.TokenAdded(
            row.id("token", TokenId::new),
            row.id("organization", OrganizationId::new),
            row.id("holder", Holder::parse),
            scopes,
            row.id("secret", Digest::new),
            row.instant("issued_at"),
            row.instantOrNull("expires_at"),
            row.texts("addresses")),
        row.idOrNull("previous_secret", Digest::new),
        row.instantOrNull("previous_ends_at"),
        row.instantOrNull("revoked_at"),
        row.position("position"));
  }

  private static void license(MemoryFacts facts, Columns row, Map<String, Terms> known) {
    Terms terms = known.get(row.text("terms"));
    if (terms == null) {
      throw new IllegalStateException("no terms " + row.text("terms") + "; rebuild the projection");
    }
    facts.licenses.restore(
        new AccessChange.LicenseAdded(
            row.id("license", LicenseId::new),
            terms,
            row.idOrNull("buyer", OrganizationId::new),
            row.instant("starts_at"),
            row.instantOrNull("paid_through")),
        row.instantOrNull("renewed_through"),
        row.instantOrNull("cancelled_at"),
        row.instantOrNull("cancels_at"),
        row.position("position"));
  }

  private static void hold(MemoryFacts facts, Columns row) {
    LicenseId license = row.id("license", LicenseId::new);
    switch (row.text("kind")) {
      case "suspended" ->
          facts.licenses.restoreHold(
              license, row.constant("reason", SuspensionReason.class), row.instant("since"));
      case "revoked" ->
          facts.licenses.restoreHold(
              license, row.constant("reason", RevocationReason.class), row.instant("since"));
      case String other -> throw new IllegalStateException("a hold of no known kind: " + other);
    }
  }

  /** Every row in the order of the key, some thousands at a time: constant memory. */
  private void each(String table, List<String> key, Consumer<Columns> use) {
    String columns = String.join(", ", key);
    String after = key.stream().map(column -> ":" + column).collect(Collectors.joining(", "));
    String all = "SELECT * FROM projections." + table;
    String order = " ORDER BY " + columns + " LIMIT " + ROWS_AT_ONCE;
    List<String> last = part(jdbc.sql(all + order), key, use);
    while (!last.isEmpty()) {
      JdbcClient.StatementSpec next =
          jdbc.sql(all + " WHERE (" + columns + ") > (" + after + ")" + order);
      for (int i = 0; i < key.size(); i++) {
        next = next.param(key.get(i), last.get(i));
      }
      last = part(next, key, use);
    }
  }

  /** Uses the rows and answers the last one's key; empty where there was none. */
  private static List<String> part(
      JdbcClient.StatementSpec statement, List<String> key, Consumer<Columns> use) {
    List<String> last = new ArrayList<>();
    statement.query(
        resultSet -> {
          Columns row = new Columns(resultSet);
          use.accept(row);
          last.clear();
          key.forEach(column -> last.add(row.text(column)));
        });
    return last;
  }
}
