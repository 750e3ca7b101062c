package dev.packledger.projections.timeline;

import static dev.packledger.projections.EveryEvent.BUYER;
import static dev.packledger.projections.EveryEvent.BUYER_OWNER;
import static dev.packledger.projections.EveryEvent.HEIR;
import static dev.packledger.projections.EveryEvent.LICENSE;
import static dev.packledger.projections.EveryEvent.PRODUCT;
import static dev.packledger.projections.EveryEvent.SELLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Metadata;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.projections.EveryEvent;
import dev.packledger.projections.Ledger;
import dev.packledger.projections.Page;
import dev.packledger.projections.PageRequest;
import dev.packledger.projections.TestDatabase;
import dev.packledger.projections.timeline.TimelineQueries.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The timeline of the story, read from a real PostgreSQL by those it concerns. */
class TimelineTest {
  private static final List<Recorded<Event>> STORY = EveryEvent.story();
  private static final PageRequest ALL = PageRequest.first(1000);
  private static JdbcClient database;
  private static TimelineQueries timeline;

  @BeforeAll
  static void tellTheStory() {
    database = JdbcClient.create(TestDatabase.create());
    TimelineTables tables = new TimelineTables(database);
    STORY.forEach(tables::apply);
    timeline = new TimelineQueries(database);
  }

  private static List<TimelineEntryRow> everything(TimelineFilter filter) {
    return timeline.everything(filter, ALL, Order.OLDEST_FIRST).items();
  }

  private static List<Long> seenBy(OrganizationId viewer) {
    return positions(timeline.seenBy(viewer, TimelineFilter.NONE, ALL, Order.OLDEST_FIRST).items());
  }

  private static List<Long> positions(List<TimelineEntryRow> rows) {
    return rows.stream().map(row -> row.position().value()).toList();
  }

  @Test
  void theOperatorSeesEveryEventOnce() {
    List<TimelineEntryRow> rows = everything(TimelineFilter.NONE);
    assertThat(positions(rows))
        .isEqualTo(STORY.stream().map(recorded -> recorded.position().value()).toList());
    assertThat(timeline.position()).isEqualTo(new Position(STORY.size()));
  }

  @Test
  void anEntryTellsWhoAndWhy() {
    TimelineEntryRow granted = everything(TimelineFilter.NONE.ofType("license.granted")).getFirst();
    assertThat(granted.actor()).isEqualTo(new Actor(Actor.Kind.WEBHOOK, "acct_1"));
    assertThat(granted.cause()).isEqualTo(STORY.get(30).metadata().cause());
    assertThat(granted.cause().providerEventId()).isEqualTo("evt_31");
    assertThat(granted.recordedAt()).isEqualTo(Ledger.at(31));
    assertThat(granted.eventId()).isEqualTo(STORY.get(30).metadata().eventId());
    assertThat(granted.stream()).isEqualTo(LICENSE.value());
    assertThat(granted.after()).containsEntry("seats", "3");
    assertThat(granted.before()).isEmpty();
    assertThat(granted.product()).isEqualTo(PRODUCT);
    assertThat(granted.license()).isEqualTo(LICENSE);
    assertThat(granted.seller()).isEqualTo(SELLER);
  }

  /** Type by type: whoever is not concerned does not find the entry, by list or by position. */
  @Test
  void eachSeesExactlyItsOwn() {
    List<TimelineEntry> entries = TimelineSentencesTest.entries(STORY);
    Set<String> typesSeen = new TreeSet<>();
    for (OrganizationId viewer : List.of(SELLER, BUYER, HEIR, OrganizationId.ofSlug("stranger"))) {
      List<Long> seen = seenBy(viewer);
      for (TimelineEntry entry : entries) {
        Position position = entry.recorded().position();
        boolean concerned = entry.viewers().contains(viewer.value()) || pastOfBuyer(entry, viewer);
        assertThat(seen.contains(position.value()))
            .as("%s sees %s", viewer, entry.sentence())
            .isEqualTo(concerned);
        assertThat(timeline.entry(viewer, position).isPresent()).isEqualTo(concerned);
        if (concerned) {
          typesSeen.add(entry.type());
        }
      }
    }
    assertThat(typesSeen).hasSameSizeAs(EveryEvent.types());
  }

  /** Whoever claimed a licence sees how it was bought. */
  private static boolean pastOfBuyer(TimelineEntry entry, OrganizationId viewer) {
    return viewer.equals(BUYER)
        && LICENSE.value().equals(entry.license())
        && entry.recorded().position().value() < 33;
  }

  @Test
  void theFormerBuyerSeesNothingMoreAndTheNewNothingBefore() {
    long transferred = positionOf("license.transferred");
    assertThat(seenBy(BUYER)).contains(transferred).doesNotContain(positionOf("license.cancelled"));
    assertThat(seenBy(HEIR)).contains(transferred).doesNotContain(positionOf("license.claimed"));
  }

  private static long positionOf(String type) {
    return everything(TimelineFilter.NONE.ofType(type)).getFirst().position().value();
  }

  @Test
  void filtersNarrowAlike() {
    TimelineFilter none = TimelineFilter.NONE;
    assertSame(none.ofProduct(PRODUCT), row -> PRODUCT.equals(row.product()));
    assertSame(none.ofLicense(LICENSE), row -> LICENSE.equals(row.license()));
    assertSame(none.ofBuyer(BUYER), row -> BUYER.equals(row.buyer()));
    assertSame(none.by("acct_1"), row -> row.actor().id().equals("acct_1"));
    assertSame(none.ofType("license.revoked"), row -> row.type().equals("license.revoked"));
    assertSame(
        none.ofLicense(LICENSE).by(BUYER_OWNER.value()).ofBuyer(BUYER).ofProduct(PRODUCT),
        row ->
            LICENSE.equals(row.license())
                && BUYER.equals(row.buyer())
                && row.actor().id().equals(BUYER_OWNER.value()));
    assertThat(everything(none.ofBuyer(BUYER)))
        .as("how it was bought, too")
        .anyMatch(row -> row.type().equals("license.granted"));
  }

  private static void assertSame(TimelineFilter filter, Predicate<TimelineEntryRow> meaning) {
    List<Long> expected =
        positions(everything(TimelineFilter.NONE).stream().filter(meaning).toList());
    assertThat(expected).isNotEmpty();
    assertThat(positions(everything(filter))).isEqualTo(expected);
  }

  @Test
  void anIntervalIsHalfOpen() {
    TimelineFilter none = TimelineFilter.NONE;
    assertThat(positions(everything(none.between(Ledger.at(5), Ledger.at(8)))))
        .containsExactly(5L, 6L, 7L);
    assertThat(positions(everything(none.between(null, Ledger.at(3))))).containsExactly(1L, 2L);
    assertThat(positions(everything(none.between(Ledger.at(61).plusSeconds(1), null))))
        .containsExactly(62L);
    assertThat(everything(none.between(Ledger.at(999), null))).isEmpty();
    assertThat(everything(none.between(Ledger.at(8), Ledger.at(5)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 61, 62, 63})
  void pagesJoinToTheWholeInBothOrders(int limit) {
    for (Order order : Order.values()) {
      List<Long> joined = new ArrayList<>();
      String cursor = null;
      do {
        Page<TimelineEntryRow> page =
            timeline.everything(TimelineFilter.NONE, new PageRequest(cursor, limit), order);
        joined.addAll(positions(page.items()));
        cursor = page.next();
      } while (cursor != null);
      List<Long> whole = new ArrayList<>(positions(everything(TimelineFilter.NONE)));
      assertThat(joined).isEqualTo(order == Order.NEWEST_FIRST ? whole.reversed() : whole);
    }
  }

  /** However few entries a page may look at, all pages together find what the filters mean. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 1000})
  void shortPagesJoinToTheWholeToo(int looksMax) {
    TimelineQueries impatient =
        new TimelineQueries(database, new TimelineViewQueries(database, looksMax));
    TimelineFilter filter =
        TimelineFilter.NONE.ofProduct(PRODUCT).by("acct_1").ofType("license.suspended");
    for (Order order : Order.values()) {
      List<Long> joined = new ArrayList<>();
      String cursor = null;
      do {
        Page<TimelineEntryRow> page =
            impatient.seenBy(BUYER, filter, new PageRequest(cursor, 1), order);
        joined.addAll(positions(page.items()));
        cursor = page.next();
      } while (cursor != null);
      List<Long> whole = List.of(43L, 44L);
      assertThat(joined).isEqualTo(order == Order.NEWEST_FIRST ? whole.reversed() : whole);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "", "1 ", "99999999999999999999"})
  void aForeignCursorIsRefused(String cursor) {
    assertThatThrownBy(
            () ->
                timeline.everything(
                    TimelineFilter.NONE, new PageRequest(cursor, 10), Order.OLDEST_FIRST))
        .isInstanceOf(PageRequest.InvalidCursor.class);
  }

  /** A clock that went back does not move an entry out of the interval that follows it. */
  @Test
  void timeNeverGoesBackInTheTimeline() {
    JdbcClient jdbc = JdbcClient.create(TestDatabase.create());
    TimelineTables tables = new TimelineTables(jdbc);
    tables.apply(STORY.get(0));
    tables.apply(earlier(STORY.get(1), Duration.ofHours(1)));
    tables.apply(STORY.get(2));
    TimelineFilter filter = TimelineFilter.NONE.between(Ledger.at(1), Ledger.at(2));
    List<TimelineEntryRow> rows =
        new TimelineQueries(jdbc).everything(filter, ALL, Order.OLDEST_FIRST).items();
    assertThat(positions(rows)).containsExactly(1L, 2L);
    assertThat(rows.getLast().recordedAt()).isEqualTo(Ledger.at(2).minus(Duration.ofHours(1)));
  }

  private static Recorded<Event> earlier(Recorded<Event> recorded, Duration by) {
    Metadata metadata = recorded.metadata();
    return new Recorded<>(
        recorded.stream(),
        recorded.sequence(),
        recorded.position(),
        recorded.event(),
        new Metadata(
            metadata.eventId(),
            metadata.actor(),
            metadata.cause(),
            metadata.recordedAt().minus(by),
            metadata.salt()));
  }

  /** What was remembered of a transaction that was rolled back is not told later. */
  @Test
  void aRolledBackEventLeavesNothingBehind() {
    DataSource database = TestDatabase.create();
    JdbcClient jdbc = JdbcClient.create(database);
    TimelineTables tables = new TimelineTables(jdbc);
    TransactionTemplate transaction =
        new TransactionTemplate(new DataSourceTransactionManager(database));
    STORY.subList(0, 7).forEach(tables::apply);
    transaction.executeWithoutResult(
        status -> {
          tables.apply(STORY.get(7));
          status.setRollbackOnly();
        });
    assertThat(tables.position()).isEqualTo(new Position(7));
    tables.apply(STORY.get(7));
    TimelineEntryRow renamed =
        new TimelineQueries(jdbc).entry(SELLER, new Position(8)).orElseThrow();
    assertThat(renamed.sentence()).isEqualTo("Organisation Acme is now called Acme Ltd.");
    assertThat(renamed.before()).containsEntry("name", "Acme");
  }
}
