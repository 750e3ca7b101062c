package dev.packledger.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.codec.EventCodec;
import dev.packledger.codec.LedgerSerializer;
import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Commands;
import dev.packledger.domain.ledger.Metadata;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.products.ProductCommand;
import dev.packledger.domain.products.ProductEvent;
import dev.packledger.domain.products.ProductId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AxonCommandsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");
  private static final Actor ACTOR = new Actor(Actor.Kind.OPERATOR, "operator");
  private static final Cause CAUSE = new Cause("command-1", null, "request-1");
  private static final OrganizationId SELLER = OrganizationId.ofSlug("acme");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final EventStorageEngine engine = new InMemoryEventStorageEngine();
  private final LedgerHead head = new LedgerHead();
  private final Configuration axon =
      AxonLedger.configurer(
              LedgerEventStore.over(engine, head, unitOfWork -> new Position(7)),
              new LedgerSerializer(EventCodec.LEDGER),
              InstantSource.fixed(NOW))
          .start();
  private final Commands commands =
      new AxonCommands(axon.commandBus(), () -> new Position(3), meters);
  private final ProductId product = new ProductId(UUID.randomUUID());

  @AfterEach
  void stop() {
    axon.shutdown();
  }

  @Test
  void storesWhatTheDeciderAcceptsWithActorCauseTimeAndSalt() {
    Commands.Answer answer =
        commands.send(new ProductCommand.Create(product, SELLER, "Parser"), ACTOR, CAUSE);

    assertThat(answer.outcome()).isInstanceOf(Outcome.Accepted.class);
    assertThat(answer.position()).isEqualTo(new Position(7));
    assertThat(head.known()).isEqualTo(new Position(7));
    DomainEventMessage<?> stored = engine.readEvents(product.value()).next();
    assertThat(stored.getPayload()).isEqualTo(new ProductEvent.ProductCreated(SELLER, "Parser"));
    assertThat(stored.getType()).isEqualTo("product");
    assertThat(stored.getTimestamp()).isEqualTo(NOW);
    assertThat(stored.getMetaData()).containsEntry(Metadata.ACTOR, ACTOR);
    assertThat(stored.getMetaData()).containsEntry(Metadata.CAUSE, CAUSE);
    assertThat(stored.getMetaData().get(Metadata.SALT)).asString().matches("[0-9a-f]{32}");
  }

  @Test
  void saltsEveryEventAnew() {
    send(new ProductCommand.Create(product, SELLER, "Parser"));
    send(new ProductCommand.Rename(product, "Reader"));

    List<Object> salts =
        engine
            .readEvents(product.value())
            .asStream()
            .map(event -> event.getMetaData().get(Metadata.SALT))
            .toList();
    assertThat(salts).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void returnsARefusalAsAValueStoresNothingAndCountsIt() {
    Commands.Answer answer = send(new ProductCommand.Rename(product, "Reader"));

    assertThat(answer.outcome())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo("product.unknown"));
    assertThat(answer.position()).isEqualTo(new Position(3));
    assertThat(engine.readEvents(product.value()).hasNext()).isFalse();
    assertThat(
            meters
                .counter("packledger.commands", "stream", "product", "result", "product.unknown")
                .count())
        .isEqualTo(1);
  }

  private Commands.Answer send(ProductCommand command) {
    return commands.send(command, ACTOR, CAUSE);
  }
}
