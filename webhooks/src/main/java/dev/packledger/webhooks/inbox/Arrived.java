package dev.packledger.webhooks.inbox;

/** What became of an incoming event. */
public enum Arrived {
  /** Kept now, durably. */
  STORED,
  /** The same event was kept before. */
  DUPLICATE,
  /** Another body was kept before under the same event id; this one is in quarantine. */
  CONFLICT
}
