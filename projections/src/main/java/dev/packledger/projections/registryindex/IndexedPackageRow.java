package dev.packledger.projections.registryindex;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;

/**
 * A package as an index knows it.
 *
 * @param name the ecosystem's canonical name, scope included
 * @param changedAt the position of the last event of the package or of one of its releases: while
 *     it stands, so does everything that an index of the package is made of, but for access
 */
public record IndexedPackageRow(
    PackageId id, Ecosystem ecosystem, String name, OrganizationId owner, Position changedAt) {}
