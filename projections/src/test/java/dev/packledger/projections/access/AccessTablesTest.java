package dev.packledger.projections.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.access.AccessRules;
import dev.packledger.domain.access.DecisionStory;
import dev.packledger.domain.access.RandomLedger;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.projections.DigestQueries;
import dev.packledger.projections.TableDigest;
import dev.packledger.projections.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class AccessTablesTest {
  private static DataSource database = new SingleConnectionDataSource();
  private static JdbcClient jdbc = JdbcClient.create(database);

  static List<DecisionStory> stories() {
    return DecisionStory.all();
  }

  @BeforeAll
  static void connect() throws SQLException {
    database = oneConnection();
    jdbc = JdbcClient.create(database);
  }

  private static DataSource oneConnection() throws SQLException {
    return new SingleConnectionDataSource(TestDatabase.create().getConnection(), true);
  }

  @ParameterizedTest
  @MethodSource("stories")
  void everyAnswerIsAsTold(DecisionStory story) {
    AccessTables tables = new AccessTables(jdbc);
    tables.reset();
    AccessQueries facts = new AccessQueries(jdbc);
    for (DecisionStory.Step step : story.steps()) {
      switch (step) {
        case DecisionStory.Happened happened -> tables.apply(plain(happened.recorded()));
        case DecisionStory.Asked asked ->
            asked
                .answer()
                .check(
                    asked.line(),
                    AccessRules.decide(facts, asked.credential(), asked.resource(), asked.clock()));
      }
    }
  }

  /** Tables, memory applied event by event, and memory loaded from the tables all agree. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void tablesAndMemoryAgree(long seed) {
    RandomLedger ledger = new RandomLedger(new Random(seed));
    AccessTables tables = new AccessTables(jdbc);
    tables.reset();
    AccessQueries facts = new AccessQueries(jdbc);
    AccessMemory memory = new AccessMemory();
    for (int i = 0; i < 150; i++) {
      Recorded<Event> recorded = ledger.next();
      tables.apply(recorded);
      memory.apply(recorded);
      RandomLedger.Question asked = ledger.question();
      assertThat(asked.over(facts)).isEqualTo(ask(memory, asked));
    }
    AccessMemory loaded = new AccessMemory();
    new AccessLoadQueries(jdbc, new DataSourceTransactionManager(database)).load(loaded);
    assertThat(loaded.position()).isEqualTo(memory.position());
    for (int i = 0; i < 150; i++) {
      for (int question = 0; question < 10; question++) {
        RandomLedger.Question asked = ledger.question();
        assertThat(ask(loaded, asked)).isEqualTo(ask(memory, asked));
      }
      Recorded<Event> recorded = ledger.next();
      memory.apply(recorded);
      loaded.apply(recorded);
    }
  }

  private static dev.packledger.domain.access.Decision ask(
      AccessMemory memory, RandomLedger.Question asked) {
    return memory.decide(asked.credential(), asked.resource(), asked.clock());
  }

  @Test
  void anEventTwiceIsAppliedOnceAndAGapStopsIt() {
    RandomLedger ledger = new RandomLedger(new Random(1));
    AccessTables tables = new AccessTables(jdbc);
    tables.reset();
    Recorded<Event> first = ledger.next();
    tables.apply(first);
    tables.apply(first);
    assertThat(tables.position()).isEqualTo(new Position(1));
    ledger.next();
    Recorded<Event> third = ledger.next();
    assertThatThrownBy(() -> tables.apply(third)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aRebuildGivesTheSameBytesAndABugInTheFoldOthers() throws SQLException {
    List<Recorded<Event>> events = new ArrayList<>();
    RandomLedger ledger = new RandomLedger(new Random(42));
    for (int i = 0; i < 300; i++) {
      events.add(ledger.next());
    }
    AccessTables live = new AccessTables(jdbc);
    live.reset();
    events.forEach(live::apply);
    TableDigest before = DigestQueries.tables(database);

    DataSource beside = oneConnection();
    events.forEach(new AccessTables(JdbcClient.create(beside))::apply);
    assertThat(DigestQueries.tables(beside).differences(before)).isEmpty();
    assertThat(DigestQueries.tables(beside).total()).isEqualTo(before.total());
    assertThat(live.reset()).isPositive();
    events.forEach(live::apply);
    assertThat(DigestQueries.tables(database)).isEqualTo(before);

    DataSource mistaken = oneConnection();
    AccessTables buggy =
        new AccessTables(
            JdbcClient.create(mistaken), recorded -> withoutYanks(AccessFold.change(recorded)));
    events.forEach(buggy::apply);
    assertThat(DigestQueries.tables(mistaken).differences(before))
        .containsExactly("access_releases");
    assertThat(DigestQueries.tables(mistaken).total()).isNotEqualTo(before.total());
  }

  private static Optional<AccessChange> withoutYanks(Optional<AccessChange> change) {
    return change.filter(known -> !(known instanceof AccessChange.ReleaseYankChanged));
  }

  private static Recorded<Event> plain(Recorded<? extends Event> recorded) {
    return new Recorded<>(
        recorded.stream(),
        recorded.sequence(),
        recorded.position(),
        recorded.event(),
        recorded.metadata());
  }
}
