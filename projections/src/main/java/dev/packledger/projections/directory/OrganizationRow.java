package dev.packledger.projections.directory;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationId;
import java.time.Instant;

/**
 * An organisation.
 *
 * @param changedAt the position of the last event of its own
 */
public record OrganizationRow(
    OrganizationId id, String slug, String displayName, Instant registeredAt, Position changedAt) {}
