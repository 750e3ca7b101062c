package dev.packledger.server.bench;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.Metadata;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the events of a made-up ledger as a real one would: dense positions, sequences in each
 * stream, metadata of the usual size. The same seed gives the same bytes.
 */
final class EventWriter {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration PACE = Duration.ofSeconds(5);
  private static final Actor OPERATOR = new Actor(Actor.Kind.OPERATOR, "operator");

  private final SplittableRandom random;
  private final Consumer<Recorded<Event>> ledger;
  private final Map<String, Long> nextSequence = new HashMap<>();
  private long position;

  EventWriter(long seed, Consumer<Recorded<Event>> ledger) {
    this.random = new SplittableRandom(seed);
    this.ledger = ledger;
  }

  Position position() {
    return new Position(position);
  }

  /** When the next event is recorded. */
  Instant now() {
    return START.plus(PACE.multipliedBy(position + 1));
  }

  void append(Id stream, Event event) {
    append(OPERATOR, null, stream, event);
  }

  void append(Actor actor, @Nullable String providerEvent, Id stream, Event event) {
    Instant recordedAt = now();
    position++;
    long sequence = nextSequence.merge(stream.value(), 1L, Long::sum) - 1;
    Metadata metadata =
        new Metadata(uuid(), actor, new Cause(uuid(), providerEvent, uuid()), recordedAt, uuid32());
    ledger.accept(
        new Recorded<>(stream.value(), sequence, new Position(position), event, metadata));
  }

  private String uuid() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private String uuid32() {
    return uuid().replace("-", "");
  }
}
