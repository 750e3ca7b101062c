package dev.packledger.ledger.eventstoredb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.packledger.codec.Envelope;
import dev.packledger.ledger.StreamConflict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Appends and reads without Axon. */
class StreamsTest {
  private Ledger ledger;

  @BeforeEach
  void open() {
    ledger = Ledger.on(server().emptyLedger());
  }

  @AfterEach
  void close() {
    if (ledger != null) {
      ledger.close();
    }
  }

  /** Where the server comes from. */
  Server server() {
    return Server.ofDouble();
  }

  @Test
  void whatIsStoredIsReadByStreamAndByLog() {
    List<Envelope> first = Envelopes.run("org_a", 0, 3);
    List<Envelope> other = Envelopes.run("org_b", 0, 2);
    List<Envelope> second = Envelopes.run("org_a", 3, 2);
    assertThat(ledger.appender.append(first).sequence()).isEqualTo(2);
    ledger.appendForeign(40);
    ledger.appender.append(other);
    Appended last = ledger.appender.append(second);
    assertThat(last.sequence()).isEqualTo(4);
    List<Envelope> stream = new ArrayList<>(first);
    stream.addAll(second);
    assertThat(ledger.streams.read("org_a", 0, 100)).isEqualTo(stream);
    assertThat(ledger.streams.read("org_a", 4, 100)).isEqualTo(second.subList(1, 2));
    assertThat(ledger.streams.read("org_a", 0, 2)).isEqualTo(first.subList(0, 2));
    assertThat(ledger.streams.read("org_c", 0, 100)).isEmpty();
    assertThat(ledger.streams.lastSequence("org_a")).hasValue(4);
    assertThat(ledger.streams.lastSequence("org_c")).isEmpty();
    List<Envelope> all = new ArrayList<>(first);
    all.addAll(other);
    all.addAll(second);
    List<LoggedEvent> read = ledger.whole(100);
    assertThat(read.stream().map(LoggedEvent::envelope)).isEqualTo(all);
    assertThat(read.getLast().at()).isEqualTo(last.at());
  }

  @Test
  void aStreamThatIsElsewhereIsAConflict() {
    ledger.appender.append(Envelopes.run("org_a", 0, 1));
    List<Envelope> late = Envelopes.run("org_a", 0, 1);
    assertThatExceptionOfType(StreamConflict.class).isThrownBy(() -> ledger.appender.append(late));
    List<Envelope> early = Envelopes.run("org_a", 2, 1);
    assertThatExceptionOfType(StreamConflict.class).isThrownBy(() -> ledger.appender.append(early));
    assertThat(ledger.streams.lastSequence("org_a")).hasValue(0);
  }

  /** What a retry relies on: the same events again are acknowledged again, where they are. */
  @Test
  void theSameEventsAgainAreAcknowledgedAgain() {
    List<Envelope> first = Envelopes.run("org_a", 0, 3);
    Appended appended = ledger.appender.append(first);
    ledger.appender.append(Envelopes.run("org_a", 3, 2));
    assertThat(ledger.appender.append(first)).isEqualTo(appended);
    assertThatExceptionOfType(StreamConflict.class)
        .isThrownBy(
            () -> ledger.appender.append(List.of(first.getFirst(), Envelopes.renamed("org_a", 1))));
    assertThat(ledger.streams.lastSequence("org_a")).hasValue(4);
  }
}
