package dev.packledger.ledger;

import dev.packledger.codec.Envelope;
import dev.packledger.codec.EventCodec;
import dev.packledger.codec.UnreadableEvent;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes stored events on whatever cores are free while those before them are taken, and hands
 * them over one by one in their order. For one thread.
 */
public final class DecodedAhead {
  private static final int BLOCK_EVENTS = 250;

  /** So much is held at most, whatever the length of the ledger. */
  private static final int BLOCKS_MAX = 8;

  private final EventCodec codec;
  private final Consumer<Recorded<Event>> reader;
  private final Queue<CompletableFuture<Decoded>> ahead = new ArrayDeque<>(BLOCKS_MAX);
  private List<Stored> block = new ArrayList<>(BLOCK_EVENTS);

  public DecodedAhead(EventCodec codec, Consumer<Recorded<Event>> reader) {
    this.codec = codec;
    this.reader = reader;
  }

  private record Stored(long position, byte[] envelope) {}

  /**
   * @param failure what stopped the decoding after these events; null where nothing did
   */
  private record Decoded(List<Recorded<Event>> events, @Nullable UnreadableEvent failure) {}

  /**
   * Takes the next event; others before it may be handed over meanwhile.
   *
   * @throws UnreadableEvent at an event before it, once all before that were handed over
   */
  public void add(long position, byte[] envelope) {
    block.add(new Stored(position, envelope));
    if (block.size() == BLOCK_EVENTS) {
      decodeBlock();
    }
  }

  /** Hands over what is left. */
  public void finish() {
    decodeBlock();
    while (!ahead.isEmpty()) {
      handOver();
    }
  }

  private void decodeBlock() {
    List<Stored> full = block;
    block = new ArrayList<>(BLOCK_EVENTS);
    ahead.add(CompletableFuture.supplyAsync(() -> decoded(full)));
    if (ahead.size() == BLOCKS_MAX) {
      handOver();
    }
  }

  private Decoded decoded(List<Stored> stored) {
    List<Recorded<Event>> events = new ArrayList<>(stored.size());
    try {
      for (Stored event : stored) {
        events.add(
            codec.recorded(Envelope.decode(event.envelope()), new Position(event.position())));
      }
      return new Decoded(events, null);
    } catch (UnreadableEvent unreadable) {
      return new Decoded(events, unreadable);
    }
  }

  private void handOver() {
    Decoded next = ahead.remove().join();
    next.events().forEach(reader);
    if (next.failure() != null) {
      throw next.failure();
    }
  }
}
