package dev.packledger.webhooks.inbox;

import java.time.Instant;
import java.util.List;

/**
 * A kept event with its body opened.
 *
 * @param entry its number in the inbox, ascending by arrival
 * @param attempts how often it was tried before
 */
public record InboxEntry(
    long entry,
    String account,
    String event,
    String type,
    Instant createdAt,
    byte[] body,
    Instant receivedAt,
    InboxState state,
    int attempts,
    List<String> licenses) {
  public InboxEntry {
    licenses = List.copyOf(licenses);
  }
}
