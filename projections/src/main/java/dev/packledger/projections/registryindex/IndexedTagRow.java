package dev.packledger.projections.registryindex;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.packages.PackageId;
import java.time.Instant;

/**
 * A dist-tag or OCI tag.
 *
 * @param version what it names; that such a release exists is not said
 */
public record IndexedTagRow(
    PackageId pkg, String tag, String version, Instant movedAt, Position changedAt) {}
