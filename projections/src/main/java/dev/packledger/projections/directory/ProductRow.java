package dev.packledger.projections.directory;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.products.ProductId;
import java.time.Instant;

/** A seller's product. */
public record ProductRow(
    ProductId id, OrganizationId seller, String name, Instant createdAt, Position changedAt) {}
