package dev.packledger.domain.organizations;

import static dev.packledger.domain.organizations.OrganizationExamples.ACME;
import static dev.packledger.domain.organizations.OrganizationExamples.MEMBER;
import static dev.packledger.domain.organizations.OrganizationExamples.NOW;
import static dev.packledger.domain.organizations.OrganizationExamples.REGISTER;
import static dev.packledger.domain.organizations.OrganizationExamples.REGISTERED;

import dev.packledger.domain.AggregateWiring;
import dev.packledger.domain.Scenario;
import dev.packledger.domain.ledger.Outcome;
import org.junit.jupiter.api.Test;

class OrganizationAggregateTest {
  private final AggregateWiring<OrganizationAggregate> wiring =
      new AggregateWiring<>(
          OrganizationAggregate.class, "organization", Scenario.context(NOW, MEMBER));

  @Test
  void aCommandCreatesTheStream() {
    wiring.creates(REGISTER, REGISTERED);
  }

  @Test
  void theEventsAreFoldedBeforeTheNextCommand() {
    OrganizationEvent.OrganizationRenamed renamed =
        new OrganizationEvent.OrganizationRenamed("Acme Ltd");
    wiring.answers(
        REGISTERED, new OrganizationCommand.Rename(ACME, "Acme Ltd"), Outcome.accepted(renamed));
  }

  @Test
  void aRefusalIsAValueAndStoresNothing() {
    wiring.refusesWithoutStream(
        new OrganizationCommand.Rename(ACME, "Acme Ltd"),
        new Outcome.Refused(OrganizationRefusal.UNKNOWN, "There is no such organisation."));
  }

  @Test
  void anAlienEventStopsTheStream() {
    wiring.stopsAtAlien(REGISTER);
  }
}
