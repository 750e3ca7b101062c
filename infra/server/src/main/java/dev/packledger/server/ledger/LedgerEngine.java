package dev.packledger.server.ledger;

import dev.packledger.domain.ledger.Position;
import dev.packledger.ledger.LedgerReader;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/**
 * The engine that keeps the ledger, as much as the server asks of it. What it stores it also hands
 * to the {@link dev.packledger.ledger.StoredGroups} that it was made with. Positions are dense on
 * every engine, and a tracking token's position is the ledger's.
 */
public interface LedgerEngine extends AutoCloseable {
  /** Axon's view. An append that returns is durable and has its position. */
  EventStorageEngine storage();

  /** Where {@link #storage} leaves the positions of what it stored. */
  LedgerEventStore.StoredPositions storedPositions();

  /** For questions of callers. */
  LedgerReader reader();

  /** For what must not wait behind callers' questions: followers, leases. */
  LedgerReader follower();

  /**
   * A position up to which everything can be read that is durable now, whoever stored it.
   *
   * @throws dev.packledger.ledger.LedgerFailure where we could not ask
   */
  Position durable();

  /** Why the ledger cannot be reached just now; empty while it can, as far as is known. */
  Optional<String> failure();

  @Override
  void close();
}
