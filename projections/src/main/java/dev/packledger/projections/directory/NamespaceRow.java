package dev.packledger.projections.directory;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.namespaces.NamespaceId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.Ecosystem;
import java.time.Instant;

/**
 * A namespace and its owner.
 *
 * @param name canonical, without decoration
 */
public record NamespaceRow(
    NamespaceId id,
    Ecosystem ecosystem,
    String name,
    OrganizationId owner,
    Instant registeredAt,
    Position changedAt) {}
