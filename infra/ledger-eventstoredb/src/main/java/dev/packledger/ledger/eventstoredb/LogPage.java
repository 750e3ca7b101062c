package dev.packledger.ledger.eventstoredb;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the log.
 *
 * @param events those of the ledger, in the log's order
 * @param scanned up to where the log was looked through, other people's events included; the place
 *     to go on after. Null where the log is empty.
 * @param isEnd whether nothing stood after {@code scanned} when it was read
 */
public record LogPage(List<LoggedEvent> events, @Nullable LogPosition scanned, boolean isEnd) {
  public LogPage {
    events = List.copyOf(events);
  }
}
