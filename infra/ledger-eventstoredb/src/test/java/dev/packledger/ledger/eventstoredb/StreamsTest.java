package dev.packledger.ledger.eventstoredb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.packledger.codec.Envelope;
import dev.packledger.ledger.eventstoredb.serverdouble.ServerDouble;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Appends and reads without Axon. */
class StreamsTest {
  private ServerDouble server;
  private EventStoreConnection connection;
  private StreamAppender appender;
  private StreamReader streams;
  private LogReader log;

  @BeforeEach
  void open() {
    server = ServerDouble.start(InstantSource.fixed(Envelopes.FIRST));
    connection = EventStoreConnection.toLeader(EventStoreSettings.of(server.connectionString()));
    appender = new StreamAppender(connection);
    streams = new StreamReader(connection);
    log = new LogReader(connection);
  }

  @AfterEach
  void close() {
    connection.close();
    server.close();
  }

  @Test
  void whatIsStoredIsReadByStreamAndByLog() {
    List<Envelope> first = Envelopes.run("org_a", 0, 3);
    List<Envelope> other = Envelopes.run("org_b", 0, 2);
    List<Envelope> second = Envelopes.run("org_a", 3, 2);
    assertThat(appender.append(first).sequence()).isEqualTo(2);
    server.appendForeign("somebody-else", "their.event", 40);
    appender.append(other);
    Appended last = appender.append(second);
    assertThat(last.sequence()).isEqualTo(4);
    List<Envelope> stream = new ArrayList<>(first);
    stream.addAll(second);
    assertThat(streams.read("org_a", 0, 100)).isEqualTo(stream);
    assertThat(streams.read("org_a", 4, 100)).isEqualTo(second.subList(1, 2));
    assertThat(streams.read("org_c", 0, 100)).isEmpty();
    assertThat(streams.lastSequence("org_a")).hasValue(4);
    assertThat(streams.lastSequence("org_c")).isEmpty();
    List<Envelope> all = new ArrayList<>(first);
    all.addAll(other);
    all.addAll(second);
    List<LoggedEvent> read = whole(7);
    assertThat(read.stream().map(LoggedEvent::envelope)).isEqualTo(all);
    assertThat(read.getLast().at()).isEqualTo(last.at());
  }

  private List<LoggedEvent> whole(int page) {
    List<LoggedEvent> read = new ArrayList<>();
    LogPage next = log.after(null, page);
    read.addAll(next.events());
    while (!next.isEnd()) {
      next = log.after(next.scanned(), page);
      read.addAll(next.events());
    }
    return read;
  }

  @Test
  void aStreamThatHasGoneOnIsAConflict() {
    appender.append(Envelopes.run("org_a", 0, 1));
    List<Envelope> late = Envelopes.run("org_a", 0, 1);
    assertThatExceptionOfType(StreamConflict.class).isThrownBy(() -> appender.append(late));
    List<Envelope> early = Envelopes.run("org_a", 2, 1);
    assertThatExceptionOfType(StreamConflict.class).isThrownBy(() -> appender.append(early));
    assertThat(streams.lastSequence("org_a")).hasValue(0);
  }
}
