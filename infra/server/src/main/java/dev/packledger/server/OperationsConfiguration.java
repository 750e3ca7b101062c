package dev.packledger.server;

import dev.packledger.blobs.FileBlobs;
import dev.packledger.domain.ledger.Commands;
import dev.packledger.domain.ledger.Position;
import dev.packledger.ledger.LedgerReader;
import dev.packledger.projections.access.AccessMemory;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.registryindex.RegistryIndexQueries;
import dev.packledger.server.StorageConfiguration.WritingConnections;
import dev.packledger.server.following.AccessFollower;
import dev.packledger.server.following.AppliedPositions;
import dev.packledger.server.following.ProjectionProcessors;
import dev.packledger.server.ledger.AxonCommands;
import dev.packledger.server.ledger.LedgerEngine;
import dev.packledger.server.ledger.LedgerHead;
import dev.packledger.server.operations.AcknowledgedCommands;
import dev.packledger.server.operations.Acknowledgements;
import dev.packledger.server.operations.Deadlines;
import dev.packledger.server.operations.NodeHealth;
import dev.packledger.server.operations.NodeLease;
import dev.packledger.server.operations.NodeLeases;
import dev.packledger.server.operations.OrphanCollection;
import dev.packledger.server.operations.Purge;
import dev.packledger.server.operations.Receipts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Leases, receipts, deadlines, health. */
@Configuration(proxyBeanMethods = false)
public class OperationsConfiguration {
  @Bean(initMethod = "start", destroyMethod = "close")
  Purge purge(List<Purge.Records> records, InstantSource clock) {
    return new Purge(records, clock);
  }

  @Bean
  NodeName nodeName(ServerOptions options) {
    return NodeName.of(options.data());
  }

  @Bean
  NodeLeases nodeLeases(WritingConnections writing, Flyway migrated) {
    return new NodeLeases(JdbcClient.create(writing.dataSource()));
  }

  @Bean
  Receipts receipts(WritingConnections writing, Flyway migrated) {
    return new Receipts(JdbcClient.create(writing.dataSource()));
  }

  @Bean(destroyMethod = "close")
  NodeLease nodeLease(
      NodeName node,
      NodeLeases leases,
      ServerOptions options,
      AccessMemory memory,
      AccessFollower access,
      LedgerEngine ledger) {
    return new NodeLease(
        node.value(),
        leases,
        options.leaseTime(),
        new NodeLease.Following(memory::position, ledger.follower()::head, access::failure));
  }

  @Bean(destroyMethod = "close")
  Acknowledgements acknowledgements(
      NodeLease lease,
      AccessMemory memory,
      NodeLeases leases,
      Receipts receipts,
      InstantSource clock) {
    return new Acknowledgements(lease.node(), new OwnMemory(memory), leases, receipts, clock);
  }

  private record OwnMemory(AccessMemory memory) implements Acknowledgements.OwnMemory {
    @Override
    public Position applied() {
      return memory.position();
    }

    @Override
    public void await(Position position, Duration atMost) throws InterruptedException {
      var unused = memory.awaitPosition(position, atMost);
    }
  }

  /** What everyone sends through; the other bean of this type is its inner part. */
  @Bean
  @Primary
  Commands commands(AxonCommands commands, Acknowledgements acknowledgements) {
    return new AcknowledgedCommands(commands, acknowledgements);
  }

  @Bean
  NodeHealth nodeHealth(
      NodeLease lease,
      LedgerHead head,
      AppliedPositions positions,
      ProjectionProcessors processors,
      AccessFollower access,
      LedgerEngine ledger) {
    return new NodeHealth(lease, head, positions, processors, access, ledger);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Deadlines deadlines(Commands commands, DirectoryQueries directory, InstantSource clock) {
    return new Deadlines(commands, directory, clock);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  OrphanCollection orphanCollection(
      FileBlobs blobs,
      RegistryIndexQueries index,
      LedgerReader reader,
      AppliedPositions positions) {
    return new OrphanCollection(
        blobs, digest -> !index.releasesWith(digest).isEmpty(), reader::head, positions);
  }
}
