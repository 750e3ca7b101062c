package dev.packledger.ledger.postgres;

import dev.packledger.domain.ledger.Position;
import dev.packledger.ledger.LedgerStorageEngine;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;

/** Appends as a command would, in a unit of work, and reads the position that is left in it. */
final class Positions {
  private Positions() {}

  /** The position of the last of the events. */
  static long of(PostgresEventStorageEngine engine, List<DomainEventMessage<?>> events) {
    DefaultUnitOfWork<?> unit =
        DefaultUnitOfWork.startAndGet(GenericEventMessage.asEventMessage("append"));
    try {
      engine.appendEvents(events);
      Position last = unit.getResource(LedgerStorageEngine.LAST_POSITION);
      unit.commit();
      return last.value();
    } catch (RuntimeException failed) {
      unit.rollback(failed);
      throw failed;
    }
  }
}
