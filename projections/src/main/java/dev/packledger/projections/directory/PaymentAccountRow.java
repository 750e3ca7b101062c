package dev.packledger.projections.directory;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An organisation's account at a payment provider.
 *
 * @param live false in the provider's test mode
 * @param disconnectedAt null while connected
 */
public record PaymentAccountRow(
    OrganizationId organization,
    String provider,
    String account,
    boolean live,
    Instant connectedAt,
    @Nullable Instant disconnectedAt,
    Position changedAt) {}
