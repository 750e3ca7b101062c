package dev.packledger.domain.licenses;

import static dev.packledger.domain.licenses.Samples.ANN;
import static dev.packledger.domain.licenses.Samples.LICENSE;
import static dev.packledger.domain.licenses.Samples.NOW;
import static dev.packledger.domain.licenses.Samples.WEBHOOK;
import static dev.packledger.domain.licenses.Samples.grant;
import static dev.packledger.domain.licenses.Samples.granted;

import dev.packledger.domain.AggregateWiring;
import dev.packledger.domain.Scenario;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.licenses.LicenseEvent.SeatAssigned;
import org.junit.jupiter.api.Test;

class LicenseAggregateTest {
  private final AggregateWiring<LicenseAggregate> wiring =
      new AggregateWiring<>(LicenseAggregate.class, "license", Scenario.context(NOW, WEBHOOK));

  @Test
  void aCommandCreatesTheStream() {
    wiring.creates(grant(granted()), granted());
  }

  @Test
  void theEventsAreFoldedBeforeTheNextCommand() {
    wiring.answers(
        new LicenseEvent[] {granted()},
        new LicenseCommand.AssignSeat(LICENSE, ANN),
        Outcome.accepted(new SeatAssigned(ANN)));
  }

  @Test
  void aRefusalIsAValueAndStoresNothing() {
    wiring.refusesWithoutStream(
        new LicenseCommand.Cancel(LICENSE),
        new Outcome.Refused(LicenseRefusal.UNKNOWN, "No licence " + LICENSE.value() + "."));
  }

  @Test
  void anAlienEventStopsTheStream() {
    wiring.stopsAtAlien(grant(granted()));
  }
}
