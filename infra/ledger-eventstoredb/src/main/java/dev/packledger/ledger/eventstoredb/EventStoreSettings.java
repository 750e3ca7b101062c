package dev.packledger.ledger.eventstoredb;

import java.time.Duration;

/**
 * Where the server is and how long it is waited for.
 *
 * @param connectionString {@code esdb://}, {@code kurrentdb://} or with {@code +discover}; may hold
 *     a password, and so is never told
 * @param names what our streams are called there
 * @param call how long one call may take; a read is one page
 * @param patience how long an append is tried, over lost connections and changes of the leader,
 *     until it fails with its outcome unknown, and how long a read is tried until it fails
 */
public record EventStoreSettings(
    String connectionString, StreamNames names, Duration call, Duration patience) {
  /** The category of a deployment that shares its server with no other. */
  public static final StreamNames USUAL_NAMES = new StreamNames("packledger");

  public EventStoreSettings {
    if (patience.compareTo(call) <= 0) {
      throw new IllegalArgumentException("call < patience");
    }
  }

  /** With the usual names and times. */
  public static EventStoreSettings of(String connectionString) {
    return new EventStoreSettings(
        connectionString, USUAL_NAMES, Duration.ofSeconds(5), Duration.ofSeconds(30));
  }

  @Override
  public String toString() {
    return "EventStoreSettings[" + names.category() + " " + call + " " + patience + "]";
  }
}
