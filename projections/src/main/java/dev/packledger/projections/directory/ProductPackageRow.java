package dev.packledger.projections.directory;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.products.ProductId;
import java.time.Instant;
import java.util.List;

/**
 * A package that a product holds now.
 *
 * @param privateDependencies packages of the same seller that it cannot be installed without
 */
public record ProductPackageRow(
    ProductId product,
    PackageId pkg,
    List<PackageId> privateDependencies,
    Instant addedAt,
    Position changedAt) {
  public ProductPackageRow {
    privateDependencies = List.copyOf(privateDependencies);
  }
}
