package dev.packledger.ledger.postgres;

/** An append that was acknowledged: what must be in the ledger for ever, once, and there. */
record Ack(long position, String stream, long sequence, String eventId) {
  static Ack parse(String line) {
    String[] parts = line.split(" ");
    return new Ack(Long.parseLong(parts[0]), parts[1], Long.parseLong(parts[2]), parts[3]);
  }

  @Override
  public String toString() {
    return position + " " + stream + " " + sequence + " " + eventId;
  }
}
