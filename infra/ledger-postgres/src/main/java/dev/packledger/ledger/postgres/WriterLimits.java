package dev.packledger.ledger.postgres;

import java.time.Duration;

/**
 * What bounds the writer of a node.
 *
 * @param groupEvents the most events of one group
 * @param groupBytes the most bytes of one group's envelopes; a greater append is a group by itself
 * @param waiting the most appends that wait; one more fails at once
 * @param transaction how long PostgreSQL lets a group's transaction live, so that a paused or cut
 *     off writer does not hold the others up for longer
 * @param lock how long a group waits for another writer's, shorter than {@code transaction}; after
 *     that it is tried again
 * @param patience how long an append is tried, over lost connections and restarts of PostgreSQL,
 *     until it fails with its outcome unknown; longer than {@code transaction} and {@code lock}
 *     together
 */
public record WriterLimits(
    int groupEvents,
    int groupBytes,
    int waiting,
    Duration transaction,
    Duration lock,
    Duration patience) {
  public static final WriterLimits DEFAULT =
      new WriterLimits(
          4096,
          8 << 20,
          10_000,
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30));

  public WriterLimits {
    if (lock.compareTo(transaction) >= 0 || patience.compareTo(transaction.plus(lock)) <= 0) {
      throw new IllegalArgumentException("lock < transaction, transaction + lock < patience");
    }
  }
}
