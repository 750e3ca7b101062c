package dev.packledger.server.following;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.codec.Envelope;
import dev.packledger.codec.EventCodec;
import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Metadata;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.organizations.OrganizationEvent;
import dev.packledger.ledger.StoredEnvelope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Only events that follow without a hole are handed over; the rest is the ledger's to read. */
class HandedOverTest {
  private final HandedOver handedOver = new HandedOver();

  @Test
  void handsOverWhatFollowsWithoutAHole() {
    handedOver.stored(events(4, 6));
    assertThat(taken(3)).containsExactly(4L, 5L, 6L);
    assertThat(taken(6)).isEmpty();
  }

  @Test
  void stopsBeforeWhatAnotherNodeStored() {
    handedOver.stored(events(1, 2));
    handedOver.stored(events(5, 5));
    assertThat(taken(0)).containsExactly(1L, 2L);
    assertThat(taken(2)).isEmpty();
    assertThat(taken(4)).containsExactly(5L);
  }

  @Test
  void dropsWhatWasReadFromTheLedgerMeanwhile() {
    handedOver.stored(events(1, 4));
    assertThat(taken(3)).containsExactly(4L);
  }

  @Test
  void keepsTheNewestWhenNobodyTakesThem() {
    handedOver.stored(events(1, 10_001));
    assertThat(taken(0)).isEmpty();
    assertThat(taken(1)).hasSize(10_000);
  }

  private List<Long> taken(long after) {
    return handedOver.after(new Position(after)).stream()
        .map(Recorded::position)
        .map(Position::value)
        .toList();
  }

  private static List<StoredEnvelope> events(long first, long last) {
    byte[] envelope = envelope().encode();
    return LongStream.rangeClosed(first, last)
        .mapToObj(position -> new StoredEnvelope(new Position(position), envelope))
        .toList();
  }

  private static Envelope envelope() {
    OrganizationEvent event = new OrganizationEvent.OrganizationRenamed("Acme");
    String id = UUID.randomUUID().toString();
    return new Envelope(
        "org_test",
        1,
        "organization.renamed",
        1,
        new Metadata(
            id,
            new Actor(Actor.Kind.OPERATOR, "test"),
            new Cause(id, null, id),
            Instant.parse("2026-01-01T00:00:00Z"),
            "00000000000000000000000000000000"),
        EventCodec.LEDGER.encode(event));
  }
}
