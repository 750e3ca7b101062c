package dev.packledger.server;

import dev.packledger.codec.EventCodec;
import dev.packledger.codec.LedgerSerializer;
import dev.packledger.domain.ledger.Position;
import dev.packledger.ledger.postgres.LedgerReader;
import dev.packledger.ledger.postgres.PostgresEventStorageEngine;
import dev.packledger.server.StorageConfiguration.WritingConnections;
import dev.packledger.server.following.HandedOver;
import dev.packledger.server.following.ProjectionProcessors;
import dev.packledger.server.ledger.AxonCommands;
import dev.packledger.server.ledger.AxonLedger;
import dev.packledger.server.ledger.LedgerEventStore;
import dev.packledger.server.ledger.LedgerHead;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.axonframework.config.Configurer;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The ledger: its engine, Axon over it, and the one sender of commands. */
@Configuration(proxyBeanMethods = false)
public class LedgerConfiguration {
  @Bean
  LedgerReader ledgerReader(DataSource dataSource, Flyway migrated) {
    return new LedgerReader(dataSource, EventCodec.LEDGER);
  }

  @Bean
  LedgerSerializer ledgerSerializer() {
    return new LedgerSerializer(EventCodec.LEDGER);
  }

  @Bean(destroyMethod = "close")
  PostgresEventStorageEngine engine(
      StorageConfiguration.Database database,
      WritingConnections writing,
      LedgerSerializer serializer,
      HandedOver handedOver,
      LedgerHead head) {
    return PostgresEventStorageEngine.builder()
        .eventSerializer(serializer)
        .snapshotSerializer(Jackson3Serializer.builder().build())
        .writerDataSource(database.unpooled())
        .readerDataSource(writing.dataSource())
        .onStored(
            events -> {
              if (!events.isEmpty()) {
                handedOver.stored(events);
                head.raise(events.getLast().position());
              }
            })
        .build();
  }

  @Bean
  LedgerHead ledgerHead(WritingConnections writing, Flyway migrated) {
    LedgerHead head = new LedgerHead();
    head.raise(writing.ledger().head());
    return head;
  }

  @Bean
  LedgerEventStore eventStore(PostgresEventStorageEngine engine, LedgerHead head) {
    return LedgerEventStore.over(
        engine,
        head,
        unitOfWork ->
            (Position) unitOfWork.resources().get(PostgresEventStorageEngine.LAST_POSITION));
  }

  @Bean(initMethod = "start", destroyMethod = "shutdown")
  org.axonframework.config.Configuration axon(
      LedgerEventStore store,
      LedgerSerializer serializer,
      InstantSource clock,
      ProjectionProcessors processors,
      TokenStore tokens,
      PlatformTransactionManager transactions) {
    Configurer configurer = AxonLedger.configurer(store, serializer, clock);
    processors.configure(configurer, store, tokens, new SpringTransactionManager(transactions));
    org.axonframework.config.Configuration axon = configurer.buildConfiguration();
    processors.runningIn(axon);
    return axon;
  }

  @Bean
  AxonCommands axonCommands(
      org.axonframework.config.Configuration axon, LedgerHead head, MeterRegistry meters) {
    return new AxonCommands(axon.commandBus(), head::known, meters);
  }
}
