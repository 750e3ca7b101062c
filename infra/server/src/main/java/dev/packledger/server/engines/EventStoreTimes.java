package dev.packledger.server.engines;

import dev.packledger.ledger.eventstoredb.EventStoreConnection;
import dev.packledger.ledger.eventstoredb.EventStoreSettings;
import java.time.Duration;

/** How long a server of the ledger is waited for. */
final class EventStoreTimes {
  /** How often the log is looked at for what nobody here stored. */
  static final Duration PACE = Duration.ofMillis(100);

  private static final Duration READ_CALL = Duration.ofSeconds(4);
  private static final Duration READ_PATIENCE = Duration.ofSeconds(8);

  private EventStoreTimes() {}

  static void check(String url) {
    new EventStoreConnection(EventStoreSettings.of(url)).close();
  }

  static EventStoreSettings writing(LedgerPlace.EventStoreDb place) {
    return EventStoreSettings.of(place.url());
  }

  static EventStoreSettings reading(LedgerPlace.EventStoreDb place) {
    return new EventStoreSettings(
        place.url(), EventStoreSettings.USUAL_NAMES, READ_CALL, READ_PATIENCE);
  }
}
