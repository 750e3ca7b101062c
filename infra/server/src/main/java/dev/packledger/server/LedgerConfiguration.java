package dev.packledger.server;

import dev.packledger.codec.EventCodec;
import dev.packledger.codec.LedgerSerializer;
import dev.packledger.ledger.LedgerReader;
import dev.packledger.ledger.StoredGroups;
import dev.packledger.server.StorageConfiguration.WritingConnections;
import dev.packledger.server.engines.Databases;
import dev.packledger.server.engines.FollowedLedger;
import dev.packledger.server.engines.LedgerEngines;
import dev.packledger.server.following.HandedOver;
import dev.packledger.server.following.ProjectionProcessors;
import dev.packledger.server.ledger.AxonCommands;
import dev.packledger.server.ledger.AxonLedger;
import dev.packledger.server.ledger.LedgerEngine;
import dev.packledger.server.ledger.LedgerEventStore;
import dev.packledger.server.ledger.LedgerHead;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.axonframework.config.Configurer;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The ledger: its engine, Axon over it, and the one sender of commands. */
@Configuration(proxyBeanMethods = false)
public class LedgerConfiguration {
  @Bean
  LedgerSerializer ledgerSerializer() {
    return new LedgerSerializer(EventCodec.LEDGER);
  }

  @Bean
  LedgerHead ledgerHead() {
    return new LedgerHead();
  }

  @Bean(destroyMethod = "close")
  LedgerEngine ledgerEngine(
      ServerOptions options,
      Databases databases,
      JdbcClient jdbc,
      LedgerSerializer serializer,
      HandedOver handedOver,
      LedgerHead head) {
    StoredGroups listener =
        events -> {
          if (!events.isEmpty()) {
            handedOver.stored(events);
            head.raise(events.getLast().position());
          }
        };
    new FollowedLedger(jdbc).claim(options.ledger());
    LedgerEngine engine =
        LedgerEngines.open(options.ledger(), databases, serializer, listener, head::known);
    head.raise(engine.follower().head());
    return engine;
  }

  @Bean
  Databases databases(
      StorageConfiguration.Database database, DataSource reading, WritingConnections writing) {
    return new Databases(reading, writing.dataSource(), database.unpooled());
  }

  @Bean
  LedgerReader ledgerReader(LedgerEngine engine) {
    return engine.reader();
  }

  @Bean
  LedgerEventStore eventStore(LedgerEngine engine, LedgerHead head) {
    return LedgerEventStore.over(engine.storage(), head, engine.storedPositions());
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
      org.axonframework.config.Configuration axon, LedgerEngine engine, MeterRegistry meters) {
    return new AxonCommands(axon.commandBus(), engine::durable, meters);
  }
}
