package dev.packledger.server;

import dev.packledger.projections.access.AccessLoadQueries;
import dev.packledger.projections.access.AccessMemory;
import dev.packledger.projections.access.AccessProjection;
import dev.packledger.projections.access.AccessTables;
import dev.packledger.projections.directory.DirectoryProjection;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.DirectoryTables;
import dev.packledger.projections.registryindex.RegistryIndexProjection;
import dev.packledger.projections.registryindex.RegistryIndexQueries;
import dev.packledger.projections.registryindex.RegistryIndexTables;
import dev.packledger.projections.sales.SalesProjection;
import dev.packledger.projections.sales.SalesQueries;
import dev.packledger.projections.sales.SalesTables;
import dev.packledger.projections.timeline.TimelineProjection;
import dev.packledger.projections.timeline.TimelineQueries;
import dev.packledger.projections.timeline.TimelineTables;
import dev.packledger.server.following.AccessFollower;
import dev.packledger.server.following.AppliedPositions;
import dev.packledger.server.following.HandedOver;
import dev.packledger.server.following.LedgerPoll;
import dev.packledger.server.following.ProjectionProcessors;
import dev.packledger.server.following.ProjectionProcessors.Projection;
import dev.packledger.server.ledger.LedgerEngine;
import dev.packledger.server.ledger.LedgerHead;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** What follows the ledger: projections with tables, and the access memory. */
@Configuration(proxyBeanMethods = false)
public class FollowingConfiguration {
  @Bean
  AppliedPositions appliedPositions() {
    return new AppliedPositions();
  }

  @Bean
  DirectoryQueries directoryQueries(JdbcClient jdbc) {
    return new DirectoryQueries(jdbc);
  }

  @Bean
  RegistryIndexQueries registryIndexQueries(JdbcClient jdbc) {
    return new RegistryIndexQueries(jdbc);
  }

  @Bean
  TimelineQueries timelineQueries(JdbcClient jdbc) {
    return new TimelineQueries(jdbc);
  }

  @Bean
  SalesQueries salesQueries(JdbcClient jdbc) {
    return new SalesQueries(jdbc);
  }

  @Bean
  ProjectionProcessors projectionProcessors(
      AppliedPositions positions,
      JdbcClient jdbc,
      DirectoryQueries directory,
      RegistryIndexQueries index) {
    AccessTables access = new AccessTables(jdbc);
    TimelineTables timeline = new TimelineTables(jdbc);
    SalesTables sales = new SalesTables(jdbc);
    return new ProjectionProcessors(
        List.of(
            new Projection("access", new AccessProjection(access), access::position),
            new Projection(
                "directory",
                new DirectoryProjection(new DirectoryTables(jdbc)),
                directory::position),
            new Projection(
                "registryindex",
                new RegistryIndexProjection(new RegistryIndexTables(jdbc)),
                index::position),
            new Projection("timeline", new TimelineProjection(timeline), timeline::position),
            new Projection("sales", new SalesProjection(sales), sales::position)),
        positions);
  }

  @Bean
  TokenStore tokenStore(DataSource dataSource, Flyway migrated, NodeName node) {
    return JdbcTokenStore.builder()
        .connectionProvider(new SpringDataSourceConnectionProvider(dataSource))
        .schema(
            TokenSchema.builder()
                .setTokenTable("operations.projection_tokens")
                .setProcessorNameColumn("processor_name")
                .setTokenTypeColumn("token_type")
                .build())
        .serializer(Jackson3Serializer.builder().build())
        .nodeId(node.value())
        .build();
  }

  @Bean(destroyMethod = "close")
  LedgerPoll ledgerPoll(LedgerEngine ledger, LedgerHead head, ProjectionProcessors processors) {
    return new LedgerPoll(ledger.follower()::head, head, processors);
  }

  /** What the tables hold, to begin with; the ledger after it comes by the follower. */
  @Bean
  AccessMemory accessMemory(JdbcClient jdbc, PlatformTransactionManager transactions) {
    AccessMemory memory = new AccessMemory();
    new AccessLoadQueries(jdbc, transactions).load(memory);
    return memory;
  }

  @Bean
  HandedOver handedOver() {
    return new HandedOver();
  }

  @Bean(destroyMethod = "close")
  AccessFollower accessFollower(
      AccessMemory memory,
      HandedOver handedOver,
      LedgerEngine ledger,
      LedgerHead head,
      AppliedPositions positions) {
    return new AccessFollower(
        new AccessFollower.Memory(memory::position, memory::apply),
        handedOver,
        ledger.follower()::read,
        head,
        positions);
  }
}
