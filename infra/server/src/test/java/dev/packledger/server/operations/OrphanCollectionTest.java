package dev.packledger.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.blobs.BlobLimits;
import dev.packledger.blobs.FileBlobs;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.registry.shared.Blobs;
import dev.packledger.server.following.AppliedPositions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanCollectionTest {
  private static final Position HEAD = new Position(7);

  @TempDir Path folder;
  private Instant now = Instant.parse("2025-01-01T00:00:00Z");
  private final AppliedPositions positions = new AppliedPositions();

  @Test
  void waitsForTheIndexToKnowTheWholeLedger() throws IOException {
    FileBlobs blobs = new FileBlobs(folder, BlobLimits.USUAL, () -> now);
    try (Blobs.Staged staged = blobs.stage(OrganizationId.ofSlug("acme"))) {
      staged.sink().write(1);
      assertThat(blobs.find(staged.keep())).isNotNull();
    }
    now = now.plus(Duration.ofDays(2));
    positions.register("registryindex");
    positions.advance("registryindex", new Position(6));
    try (OrphanCollection collection =
        new OrphanCollection(blobs, digest -> false, () -> HEAD, positions)) {
      assertThat(collection.collect(Duration.ZERO)).isEmpty();
      positions.advance("registryindex", HEAD);
      assertThat(collection.collect(Duration.ZERO))
          .hasValueSatisfying(collected -> assertThat(collected.blobs()).isEqualTo(1));
    }
  }
}
