package dev.packledger.projections.directory;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import java.time.Instant;

/**
 * A package and its owner.
 *
 * @param name the ecosystem's canonical name, scope included
 */
public record PackageRow(
    PackageId id,
    Ecosystem ecosystem,
    String name,
    OrganizationId owner,
    Instant registeredAt,
    Position changedAt) {}
