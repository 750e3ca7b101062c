package dev.packledger.server.engines;

import dev.packledger.ledger.eventstoredb.EventStoreConnection;
import dev.packledger.ledger.eventstoredb.EventStoreSettings;
import dev.packledger.ledger.eventstoredb.StreamNames;
import java.time.Duration;

/** How long a server of the ledger is waited for. */
final class EventStoreTimes {
  /** How often the log is looked at where nothing is heard of it. */
  static final Duration PACE = Duration.ofSeconds(1);

  /** How long a subscription is trusted to tell of new events. */
  static final Duration BELL_RENEWAL = Duration.ofSeconds(30);

  private static final Duration CALL = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration READ_CALL = Duration.ofSeconds(4);
  private static final Duration READ_PATIENCE = Duration.ofSeconds(8);

  private EventStoreTimes() {}

  private static EventStoreSettings settings(
      String url, String category, Duration call, Duration patience) {
    return new EventStoreSettings(url, new StreamNames(category), call, patience);
  }

  static void check(String url, String category) {
    EventStoreConnection.toLeader(settings(url, category, CALL, PATIENCE)).close();
  }

  static EventStoreSettings writing(LedgerPlace.EventStoreDb place) {
    return settings(place.url(), place.category(), CALL, PATIENCE);
  }

  static EventStoreSettings reading(LedgerPlace.EventStoreDb place) {
    return settings(place.url(), place.category(), READ_CALL, READ_PATIENCE);
  }
}
