package dev.packledger.projections.access;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.projections.EventBatches;
import dev.packledger.projections.EventMessages;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackingToken;

/** Hands the ledger's events to {@link AccessTables}, in order, by one segment. */
@ProcessingGroup("access")
public final class AccessProjection {
  private final AccessTables tables;

  public AccessProjection(AccessTables tables) {
    this.tables = tables;
  }

  /** Takes any payload, so that an event nobody knows stops this projection instead of passing. */
  @EventHandler
  public void on(Object event, EventMessage<?> message, TrackingToken token) {
    on(EventMessages.recorded(message, token));
  }

  public void on(Recorded<Event> recorded) {
    EventBatches.apply(tables, recorded);
  }

  @ResetHandler
  public long reset() {
    return tables.reset();
  }
}
