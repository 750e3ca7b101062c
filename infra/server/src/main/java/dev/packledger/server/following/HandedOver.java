package dev.packledger.server.following;

import dev.packledger.codec.Envelope;
import dev.packledger.codec.EventCodec;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.ledger.StoredEnvelope;
import dev.packledger.ledger.StoredGroups;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Events that this node stored itself, on their way to the access memory: a revocation is applied
 * without asking the database for what was just written there. Only a shortcut: what another node
 * stored, or what is dropped here because nobody takes it, is read from the ledger.
 */
public final class HandedOver implements StoredGroups {
  private static final int EVENTS_MAX = 10_000;

  /** Guarded by this; in the order of their positions. */
  private final Deque<StoredEnvelope> waiting = new ArrayDeque<>();

  @Override
  public synchronized void stored(List<StoredEnvelope> events) {
    waiting.addAll(events);
    while (waiting.size() > EVENTS_MAX) {
      waiting.removeFirst();
    }
  }

  /** Takes the events that follow a position without a hole; none where the next is not here. */
  List<Recorded<Event>> after(Position position) {
    List<Recorded<Event>> next = new ArrayList<>();
    for (StoredEnvelope stored : taken(position.value())) {
      next.add(EventCodec.LEDGER.recorded(Envelope.decode(stored.envelope()), stored.position()));
    }
    return next;
  }

  private synchronized List<StoredEnvelope> taken(long position) {
    List<StoredEnvelope> taken = new ArrayList<>();
    long at = position;
    while (!waiting.isEmpty() && waiting.getFirst().position().value() <= at + 1) {
      StoredEnvelope first = waiting.removeFirst();
      if (first.position().value() == at + 1) {
        taken.add(first);
        at++;
      }
    }
    return taken;
  }
}
