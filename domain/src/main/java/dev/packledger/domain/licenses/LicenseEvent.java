package dev.packledger.domain.licenses;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Sealed;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.products.PlanId;
import dev.packledger.domain.products.ProductId;
import dev.packledger.domain.terms.Terms;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to a licence. */
public sealed interface LicenseEvent extends Event {
  /**
   * @param terms the snapshot that this licence keeps
   * @param buyer null where it is still to be claimed
   * @param customer the paying person's address, closed; null where the buyer is known
   * @param startsAt the first instant it covers
   * @param paidThrough the first instant it no longer covers; null for no end
   */
  record LicenseGranted(
      ProductId product,
      PlanId plan,
      OrganizationId seller,
      Terms terms,
      int seats,
      Source source,
      @Nullable OrganizationId buyer,
      @Nullable Sealed customer,
      Instant startsAt,
      @Nullable Instant paidThrough)
      implements LicenseEvent {}

  record LicenseClaimed(OrganizationId buyer) implements LicenseEvent {}

  /** Paid-through moves on; only a paid invoice does this, or the seller by hand. */
  record LicenseRenewed(Instant paidThrough) implements LicenseEvent {}

  record PaymentFailed(String invoice) implements LicenseEvent {}

  record LicensePastDue() implements LicenseEvent {}

  record LicenseSuspended(SuspensionReason reason) implements LicenseEvent {}

  record SuspensionLifted(SuspensionReason reason) implements LicenseEvent {}

  record SeatsChanged(int seats) implements LicenseEvent {}

  record SeatAssigned(Holder holder) implements LicenseEvent {}

  record SeatUnassigned(Holder holder, SeatLoss reason) implements LicenseEvent {}

  record PlanChanged(PlanId plan, Terms terms) implements LicenseEvent {}

  record CancellationScheduled(Instant at) implements LicenseEvent {}

  record CancellationWithdrawn() implements LicenseEvent {}

  /** The subscription ended; access ends now but for what the terms keep. */
  record LicenseCancelled() implements LicenseEvent {}

  /** A deadline passed; decisions were right the microsecond it did. */
  record LicenseExpired(Instant expiredAt) implements LicenseEvent {}

  record LicenseRevoked(RevocationReason reason) implements LicenseEvent {}

  record RevocationReversed(RevocationReason reason) implements LicenseEvent {}

  record LicenseTransferred(OrganizationId buyer) implements LicenseEvent {}

  record PaymentReceived(Payment payment) implements LicenseEvent {}

  /**
   * @param refund the provider's refund id, or its charge id where it names no refund
   * @param refundedMinor the total refunded of the charge so far, in minor units
   */
  record PaymentRefunded(String refund, long refundedMinor, Payment payment)
      implements LicenseEvent {}

  /** Why access rests for now. */
  enum SuspensionReason {
    DISPUTE_OPENED,
    SELLER,
    PAYMENT_PAUSED
  }

  /** Why a seat was lost. */
  enum SeatLoss {
    UNASSIGNED,
    FEWER_SEATS,
    HOLDER_REMOVED,
    TRANSFERRED,
    /** The new plan no longer counts holders of this kind. */
    PLAN_CHANGED
  }

  /** Why a licence was revoked; each counts until it is reversed. */
  enum RevocationReason {
    REFUND,
    CHARGEBACK,
    BREACH
  }
}
