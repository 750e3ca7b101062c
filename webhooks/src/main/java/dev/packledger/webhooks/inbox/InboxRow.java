package dev.packledger.webhooks.inbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it is shown: everything but the body.
 *
 * @param code why it failed or is quarantined; null where neither
 * @param detail one plain sentence beside the code
 * @param nextAttemptAt when it is tried (again); null where it rests
 * @param licenses the licences that it concerns, as id texts
 */
public record InboxRow(
    long entry,
    String account,
    String event,
    String type,
    Instant createdAt,
    boolean live,
    Instant receivedAt,
    InboxState state,
    @Nullable String code,
    @Nullable String detail,
    int attempts,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant appliedAt,
    List<String> licenses) {
  public InboxRow {
    licenses = List.copyOf(licenses);
  }
}
