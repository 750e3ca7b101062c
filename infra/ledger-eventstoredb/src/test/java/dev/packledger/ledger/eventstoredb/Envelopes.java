package dev.packledger.ledger.eventstoredb;

import dev.packledger.codec.Envelope;
import dev.packledger.codec.EventCodec;
import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Metadata;
import dev.packledger.domain.organizations.OrganizationEvent.OrganizationRenamed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Events of organisations, ready to be stored. */
public final class Envelopes {
  public static final Instant FIRST = Instant.parse("2025-06-01T00:00:00Z");

  private Envelopes() {}

  public static Envelope renamed(String stream, long sequence) {
    return renamed(stream, sequence, FIRST.plusSeconds(sequence));
  }

  public static Envelope renamed(String stream, long sequence, Instant recordedAt) {
    Metadata metadata =
        new Metadata(
            UUID.randomUUID().toString(),
            new Actor(Actor.Kind.OPERATOR, "test"),
            new Cause("command", null, "correlation"),
            recordedAt,
            "5a17");
    return EventCodec.LEDGER.envelope(
        stream, sequence, new OrganizationRenamed("name " + sequence), metadata);
  }

  /** So many events from a sequence on. */
  public static List<Envelope> run(String stream, long first, int count) {
    List<Envelope> run = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      run.add(renamed(stream, first + i));
    }
    return run;
  }
}
