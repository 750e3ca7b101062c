package dev.packledger.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.codec.EventCodec;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** What must hold of a ledger, whatever befell its writers. */
final class LedgerAudit {
  private LedgerAudit() {}

  /**
   * Positions are dense, streams have no gap, no event stands twice, and everything acknowledged is
   * where it was said to be.
   */
  static void verify(DataSource database, Collection<Ack> acknowledged) {
    PostgresLedgerReader reader = new PostgresLedgerReader(database, EventCodec.LEDGER);
    List<Recorded<Event>> all = new ArrayList<>();
    // Asked once: what a killed writer had sent may still be stored while this reads.
    Position head = reader.head();
    reader.read(Position.START, head, all::add);
    assertThat(all).hasSize(Math.toIntExact(head.value()));

    Map<String, Long> last = new HashMap<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      Recorded<Event> event = all.get(i);
      assertThat(event.position().value()).isEqualTo(i + 1L);
      long before = last.getOrDefault(event.stream(), -1L);
      assertThat(event.sequence()).as(event.toString()).isEqualTo(before + 1);
      last.put(event.stream(), event.sequence());
      assertThat(ids.add(event.metadata().eventId())).as(event.toString()).isTrue();
    }
    for (Ack ack : acknowledged) {
      Recorded<Event> event = all.get(Math.toIntExact(ack.position() - 1));
      assertThat(
              new Ack(
                  event.position().value(),
                  event.stream(),
                  event.sequence(),
                  event.metadata().eventId()))
          .isEqualTo(ack);
    }
  }
}
