package dev.packledger.projections.directory;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.projections.EventBatches;
import dev.packledger.projections.EventMessages;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackingToken;

/** Hands the ledger's events to {@link DirectoryTables}, in order, by one segment. */
@ProcessingGroup("directory")
public final class DirectoryProjection {
  private final DirectoryTables tables;

  public DirectoryProjection(DirectoryTables tables) {
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
