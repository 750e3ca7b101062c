package dev.packledger.projections.directory;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.PipelineId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A CI identity; removed ones stay, with their end. */
public record PipelineRow(
    OrganizationId organization,
    PipelineId pipeline,
    String name,
    Instant registeredAt,
    @Nullable Instant removedAt,
    Position changedAt) {}
