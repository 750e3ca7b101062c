package dev.packledger.projections;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.Metadata;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A ledger in memory for tests: numbers what is appended, one minute after the other. The event at
 * position p was recorded p minutes after {@link #START}.
 */
public final class Ledger {
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final List<Recorded<Event>> events = new ArrayList<>();
  private final Map<String, Long> nextSequence = new HashMap<>();
  private Actor actor = new Actor(Actor.Kind.OPERATOR, "operator");

  /** Who does what is appended from now on. */
  public Ledger by(Actor.Kind kind, String id) {
    actor = new Actor(kind, id);
    return this;
  }

  public Ledger append(Id stream, Event event) {
    long position = events.size() + 1L;
    long sequence = nextSequence.merge(stream.value(), 1L, Long::sum) - 1;
    events.add(
        new Recorded<>(
            stream.value(),
            sequence,
            new Position(position),
            event,
            new Metadata(
                "00000000-0000-7000-8000-%012d".formatted(position),
                actor,
                new Cause(
                    "command-" + position,
                    actor.kind() == Actor.Kind.WEBHOOK ? "evt_" + position : null,
                    "correlation-" + position),
                at(position),
                "%032x".formatted(position))));
    return this;
  }

  public List<Recorded<Event>> events() {
    return List.copyOf(events);
  }

  public Position head() {
    return new Position(events.size());
  }

  /** The recorded time of a position. */
  public static Instant at(long position) {
    return START.plusSeconds(60 * position);
  }
}
