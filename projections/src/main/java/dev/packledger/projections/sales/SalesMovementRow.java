package dev.packledger.projections.sales;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.licenses.Payment;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.products.PlanId;
import dev.packledger.domain.products.ProductId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money that came in or went back.
 *
 * @param plan the plan of the licence when it was recorded
 * @param buyer whose licence it was then; null while it was to be claimed
 * @param live false for test mode
 * @param payment the amount and the tax in it are of this movement: negative where money went back
 * @param refund the provider's refund id; null where money came in
 */
public record SalesMovementRow(
    Position position,
    Instant recordedAt,
    LicenseId license,
    OrganizationId seller,
    ProductId product,
    PlanId plan,
    @Nullable OrganizationId buyer,
    boolean live,
    Payment payment,
    @Nullable String refund) {}
