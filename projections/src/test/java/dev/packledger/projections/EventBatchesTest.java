package dev.packledger.projections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.projections.directory.DirectoryProjection;
import dev.packledger.projections.directory.DirectoryTables;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What one unit of work of Axon's applies is written when it is committed, and not before. */
class EventBatchesTest {
  private final DirectoryTables tables = new DirectoryTables(JdbcClient.create(database()));
  private final DirectoryProjection projection = new DirectoryProjection(tables);

  private static DataSource database() {
    try {
      return new SingleConnectionDataSource(TestDatabase.create().getConnection(), true);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Test
  void aUnitOfWorkIsWrittenAtItsEnd() {
    List<Recorded<Event>> events = EveryEvent.story().subList(0, 5);
    BatchingUnitOfWork<EventMessage<?>> work = work(events);
    Iterator<Recorded<Event>> next = events.iterator();
    work.executeWithResult(
        () -> {
          projection.on(next.next());
          assertThat(tables.position()).isEqualTo(Position.START);
          return null;
        });
    assertThat(next.hasNext()).isFalse();
    assertThat(tables.position()).isEqualTo(new Position(5));
  }

  @Test
  void whatFailsIsForgottenAndMayBeTriedAgain() {
    List<Recorded<Event>> events = EveryEvent.story().subList(0, 2);
    BatchingUnitOfWork<EventMessage<?>> work = work(events);
    Iterator<Recorded<Event>> next = events.iterator();
    work.executeWithResult(
        () -> {
          projection.on(next.next());
          if (!next.hasNext()) {
            throw new IllegalStateException("it fails at its last event");
          }
          return null;
        });
    assertThat(tables.position()).isEqualTo(Position.START);
    aUnitOfWorkIsWrittenAtItsEnd();
  }

  private static BatchingUnitOfWork<EventMessage<?>> work(List<Recorded<Event>> events) {
    List<EventMessage<?>> messages =
        events.stream()
            .<EventMessage<?>>map(recorded -> GenericEventMessage.asEventMessage(recorded.event()))
            .toList();
    return new BatchingUnitOfWork<>(messages);
  }
}
