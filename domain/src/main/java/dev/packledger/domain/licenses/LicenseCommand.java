package dev.packledger.domain.licenses;

import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.Sealed;
import dev.packledger.domain.licenses.LicenseEvent.RevocationReason;
import dev.packledger.domain.licenses.LicenseEvent.SeatLoss;
import dev.packledger.domain.licenses.LicenseEvent.SuspensionReason;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.products.PlanId;
import dev.packledger.domain.products.ProductId;
import dev.packledger.domain.terms.Terms;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What may be asked of a licence. */
public sealed interface LicenseCommand extends Command {
  LicenseId license();

  @Override
  default Id stream() {
    return license();
  }

  /** Grants a licence; repeated with the same source it changes nothing. */
  record Grant(
      LicenseId license,
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
      implements LicenseCommand {}

  /** The signed link was followed; single use. */
  record Claim(LicenseId license, OrganizationId buyer) implements LicenseCommand {}

  record Renew(LicenseId license, Instant paidThrough) implements LicenseCommand {}

  record FailPayment(LicenseId license, String invoice) implements LicenseCommand {}

  record MarkPastDue(LicenseId license) implements LicenseCommand {}

  record Suspend(LicenseId license, SuspensionReason reason) implements LicenseCommand {}

  record LiftSuspension(LicenseId license, SuspensionReason reason) implements LicenseCommand {}

  /** Fewer seats than are taken is never refused: those assigned last are unassigned with it. */
  record ChangeSeats(LicenseId license, int seats) implements LicenseCommand {}

  /** That the holder belongs to the buyer is checked by the caller; a stranger's seat is inert. */
  record AssignSeat(LicenseId license, Holder holder) implements LicenseCommand {}

  record UnassignSeat(LicenseId license, Holder holder, SeatLoss reason)
      implements LicenseCommand {}

  record ChangePlan(LicenseId license, PlanId plan, Terms terms) implements LicenseCommand {}

  record ScheduleCancellation(LicenseId license, Instant at) implements LicenseCommand {}

  record WithdrawCancellation(LicenseId license) implements LicenseCommand {}

  record Cancel(LicenseId license) implements LicenseCommand {}

  /** Records that a deadline has passed; refused before it has. */
  record Expire(LicenseId license) implements LicenseCommand {}

  record Revoke(LicenseId license, RevocationReason reason) implements LicenseCommand {}

  record ReverseRevocation(LicenseId license, RevocationReason reason) implements LicenseCommand {}

  /** All seats are unassigned with it: their holders belong to the former buyer. */
  record Transfer(LicenseId license, OrganizationId buyer) implements LicenseCommand {}

  record ReceivePayment(LicenseId license, Payment payment) implements LicenseCommand {}

  /** Records money that went back; a full refund is followed by {@link Revoke}. */
  record RefundPayment(LicenseId license, String refund, long refundedMinor, Payment payment)
      implements LicenseCommand {}
}
