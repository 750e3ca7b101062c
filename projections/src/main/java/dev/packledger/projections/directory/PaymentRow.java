package dev.packledger.projections.directory;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.licenses.Payment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money that came in or went back for a licence.
 *
 * @param position of its event
 * @param payment of a refund: the payment it was taken from
 * @param refund the provider's refund id; null where money came in
 * @param refundedMinor the total refunded of the charge so far, in minor units; 0 where money came
 *     in
 */
public record PaymentRow(
    LicenseId license,
    Position position,
    Instant recordedAt,
    Payment payment,
    @Nullable String refund,
    long refundedMinor) {}
