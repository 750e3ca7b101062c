package dev.packledger.webhooks.stripedouble;

/** How a bank decides a dispute. */
public enum DisputeOutcome {
  /** For the seller. */
  WON("won"),
  /** For the customer. */
  LOST("lost");

  private final String status;

  DisputeOutcome(String status) {
    this.status = status;
  }

  String status() {
    return status;
  }
}
