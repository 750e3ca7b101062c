package dev.packledger.projections.sales;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.projections.EventMessages;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackingToken;

/** Hands the ledger's events to {@link SalesTables}, in order, by one segment. */
@ProcessingGroup("sales")
public final class SalesProjection {
  private final SalesTables tables;

  public SalesProjection(SalesTables tables) {
    this.tables = tables;
  }

  @EventHandler
  public void on(Event event, EventMessage<?> message, TrackingToken token) {
    on(EventMessages.recorded(message, token));
  }

  /** An event nobody knows stops this projection, loudly. */
  @EventHandler
  public void on(Object alien) {
    throw new IllegalArgumentException("an event nobody knows: " + alien.getClass());
  }

  public void on(Recorded<Event> recorded) {
    tables.apply(recorded);
  }

  @ResetHandler
  public long reset() {
    return tables.reset();
  }
}
