package dev.packledger.webhooks.inbox;

import dev.packledger.domain.ledger.Digest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verified event on its way into the inbox.
 *
 * @param account the account whose secret signed it
 * @param event the provider's event id
 * @param type the provider's word for what happened
 * @param createdAt when the provider says it happened
 * @param live whether it is of the provider's live mode
 * @param content identity of what it says, the same for every delivery of one event
 * @param body the bytes as received
 * @param signature the header that signed them
 * @param receivedAt our clock
 * @param references the provider's object ids that it speaks of
 * @param arrival where it goes
 */
public record IncomingEvent(
    String account,
    String event,
    String type,
    Instant createdAt,
    boolean live,
    Digest content,
    byte[] body,
    String signature,
    Instant receivedAt,
    List<String> references,
    Arrival arrival) {
  public IncomingEvent {
    references = List.copyOf(references);
  }

  /** The state that an event arrives in, and the code of a quarantine. */
  public record Arrival(InboxState state, @Nullable String code, @Nullable String detail) {
    public static final Arrival TO_APPLY = new Arrival(InboxState.RECEIVED, null, null);
    public static final Arrival UNKNOWN_TYPE = new Arrival(InboxState.UNKNOWN_TYPE, null, null);

    public static Arrival quarantined(String code, String detail) {
      return new Arrival(InboxState.QUARANTINED, code, detail);
    }
  }
}
