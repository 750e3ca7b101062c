package dev.packledger.server.history;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.registryindex.RegistryIndexQueries;
import dev.packledger.server.following.AppliedPositions;
import java.time.Duration;
import java.util.List;

/**
 * Which streams to read: the one thing that tables are asked about the past. They may name streams
 * that turn out not to matter, never too few, as long as they know the moment that is asked about.
 */
public final class StreamFinder {
  private static final Duration WAIT_MAX = Duration.ofSeconds(5);

  private final DirectoryQueries directory;
  private final RegistryIndexQueries index;
  private final AppliedPositions positions;

  public StreamFinder(
      DirectoryQueries directory, RegistryIndexQueries index, AppliedPositions positions) {
    this.directory = directory;
    this.index = index;
    this.positions = positions;
  }

  /**
   * Waits, bounded, until the tables know of everything through a position.
   *
   * @throws IndexBehind where they do not in time
   */
  void await(Position position) {
    positions
        .await(position, WAIT_MAX)
        .ifPresent(
            behind -> {
              throw new IndexBehind(behind, position);
            });
  }

  List<TokenId> tokens(OrganizationId organization) {
    return directory.tokenIds(organization);
  }

  List<TokenId> tokens(Digest secret) {
    return directory.tokensOfSecret(secret);
  }

  List<ReleaseId> releases(PackageId pkg) {
    return index.releaseIds(pkg);
  }

  /** Those that the organisation held at any time and that named the package at any time. */
  List<LicenseId> licenses(OrganizationId buyer, PackageId pkg) {
    return index.licenses(buyer, pkg);
  }
}
