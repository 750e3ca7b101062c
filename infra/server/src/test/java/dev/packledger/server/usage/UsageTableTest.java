package dev.packledger.server.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.projections.PageRequest;
import dev.packledger.server.RunningServer;
import dev.packledger.server.TestServer;
import dev.packledger.server.usage.UsageQueries.Filter;
import dev.packledger.server.usage.UsageQueries.OfToken;
import dev.packledger.server.usage.UsageRow.Counts;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts in a real PostgreSQL; each test has an organisation and a node of its own, and days that
 * the server's own purge leaves alone whatever its clock shows.
 */
@ExtendWith(TestServer.class)
class UsageTableTest {
  private static final LocalDate DAY = LocalDate.parse("3000-01-31");
  private static final Duration WAIT_MAX = Duration.ofSeconds(30);
  private static final Filter ALL = new Filter(null, null, null, null, null);

  private final String node = "node-" + UUID.randomUUID();
  private final OrganizationId buyer = OrganizationId.ofSlug("b-" + UUID.randomUUID());
  private final OrganizationId seller = OrganizationId.ofSlug("s-" + UUID.randomUUID());
  private final TokenId token = new TokenId(UUID.randomUUID());
  private final PackageId pkg = PackageId.of(Ecosystem.NPM, "@acme/" + UUID.randomUUID());
  private final JdbcTemplate jdbc;
  private final UsageTable table;
  private final UsageQueries queries;

  UsageTableTest(RunningServer server) {
    jdbc = new JdbcTemplate(server.process().part(DataSource.class));
    table =
        new UsageTable(
            jdbc, new TransactionTemplate(server.process().part(PlatformTransactionManager.class)));
    queries = server.process().part(UsageQueries.class);
  }

  @Test
  void countsAddUpAndABatchThatIsTriedAgainCountsOnce() {
    assertThat(table.lastBatch(node)).isZero();
    table.add(node, 1, List.of(row(DAY, "1.0.0", 2, 0)), WAIT_MAX);
    table.add(node, 1, List.of(row(DAY, "1.0.0", 2, 0)), WAIT_MAX);
    table.add(node, 2, List.of(row(DAY, "1.0.0", 1, 3)), WAIT_MAX);
    table.add(node + "-other", 1, List.of(row(DAY, "1.0.0", 10, 0)), WAIT_MAX);
    assertThat(table.lastBatch(node)).isEqualTo(2);
    assertThat(ofBuyer(ALL))
        .containsExactly(
            new OfToken(DAY, token, pkg, release("1.0.0"), "1.0.0", UsedClient.NPM, 13, 3));
  }

  @Test
  void theDatabaseMayTakeNoLongerThanIsGivenAndNothingIsHalfAdded() {
    jdbc.execute(
        (java.sql.Connection connection) -> {
          connection.setAutoCommit(false);
          try (var statement = connection.createStatement()) {
            statement.execute("lock table operations.usage in access exclusive mode");
          }
          assertThatThrownBy(
                  () ->
                      table.add(node, 1, List.of(row(DAY, "1.0.0", 1, 0)), Duration.ofMillis(100)))
              .isInstanceOf(DataAccessException.class);
          connection.rollback();
          connection.setAutoCommit(true);
          return null;
        });
    assertThat(table.lastBatch(node)).isZero();
    table.add(node, 1, List.of(row(DAY, "1.0.0", 1, 0)), WAIT_MAX);
    assertThat(ofBuyer(ALL)).extracting(OfToken::downloads).containsExactly(1L);
  }

  @Test
  void daysBeforeTheFirstKeptAreDropped() {
    LocalDate old = DAY.minusYears(1);
    table.add(
        node, 1, List.of(row(old, "1.0.0", 1, 0), row(old.plusDays(1), "1.0.0", 1, 0)), WAIT_MAX);
    assertThat(table.dropBefore(old.plusDays(1))).isPositive();
    assertThat(ofBuyer(ALL)).extracting(OfToken::day).containsExactly(old.plusDays(1));
    assertThat(table.dropBefore(old.plusDays(2))).isEqualTo(1);
    assertThat(ofBuyer(ALL)).isEmpty();
  }

  @Test
  void filtersNarrowAndCursorsGoOn() {
    table.add(
        node,
        1,
        List.of(
            row(DAY, "1.0.0", 1, 0),
            row(DAY, "2.0.0", 2, 0),
            row(DAY, null, 0, 4),
            row(DAY.plusDays(1), "1.0.0", 8, 0)),
        WAIT_MAX);
    assertThat(ofBuyer(ALL)).hasSize(4);
    assertThat(ofBuyer(new Filter(DAY, DAY.plusDays(1), null, null, null))).hasSize(3);
    assertThat(ofBuyer(new Filter(null, null, pkg, release("1.0.0"), UsedClient.NPM))).hasSize(2);
    assertThat(ofBuyer(new Filter(null, null, null, null, UsedClient.BUN))).isEmpty();
    assertThat(queries.ofTokens(buyer, List.of(), ALL, PageRequest.first(10)).items()).isEmpty();
    assertThat(queries.ofTokens(buyer, List.of(token), ALL, PageRequest.first(10)).items())
        .hasSize(4);
    var first = queries.ofPackages(seller, null, ALL, PageRequest.first(3));
    var second = queries.ofPackages(seller, null, ALL, new PageRequest(first.next(), 3));
    assertThat(first.items()).hasSize(3);
    assertThat(second.items()).extracting(UsageQueries.OfPackage::downloads).containsExactly(8L);
    assertThat(second.next()).isNull();
    for (String cursor : List.of("x", "2026-01-01", "2026-01-01~a~b~c~d~e")) {
      assertThatThrownBy(() -> queries.ofTokens(buyer, null, ALL, new PageRequest(cursor, 3)))
          .isInstanceOf(PageRequest.InvalidCursor.class);
    }
  }

  private List<OfToken> ofBuyer(Filter filter) {
    return queries.ofTokens(buyer, null, filter, PageRequest.first(10)).items();
  }

  private ReleaseId release(String version) {
    return ReleaseId.of(pkg, version);
  }

  private UsageRow row(LocalDate day, @Nullable String version, long downloads, long denials) {
    ReleaseId release = version == null ? null : release(version);
    return new UsageRow(
        new UsageRow.Key(day, token, pkg, release, version, UsedClient.NPM),
        buyer,
        seller,
        new Counts(downloads, denials));
  }
}
