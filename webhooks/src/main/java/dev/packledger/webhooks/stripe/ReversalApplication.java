package dev.packledger.webhooks.stripe;

import dev.packledger.domain.licenses.License;
import dev.packledger.domain.licenses.LicenseCommand;
import dev.packledger.domain.licenses.LicenseEvent.RevocationReason;
import dev.packledger.domain.licenses.LicenseEvent.SuspensionReason;
import dev.packledger.domain.licenses.LicenseId;
import java.util.List;
import java.util.Optional;

/**
 * Money that goes back: refunds and disputes. Only a charge that was refunded in full revokes; an
 * open dispute suspends, a lost one revokes, any other end of it lifts.
 */
final class ReversalApplication {
  private final Licenses licenses;
  private final SalesOfCharge sales;

  ReversalApplication(Licenses licenses, SalesOfCharge sales) {
    this.licenses = licenses;
    this.sales = sales;
  }

  void applyCharge(Attempt attempt, Snapshot.Charge told) {
    Told<Snapshot.Charge> newest =
        StripeFold.charge(attempt.about(told.id()).stream().filter(isAbout(told.id())).toList())
            .orElse(new Told<>(told, attempt.event().id()));
    Snapshot.Charge charge = newest.value();
    Sales sold = sales.find(attempt, charge.id(), charge.paymentIntent());
    List<Long> shares = sold.shares(charge.refundedMinor());
    for (int i = 0; i < shares.size(); i++) {
      Sales.Sale sale = sold.sales().get(i);
      Optional<License> license = granted(attempt, sale.license());
      if (license.isPresent()) {
        attempt.send(
            new LicenseCommand.RefundPayment(
                sale.license(), charge.id(), shares.get(i), sale.payment()),
            newest.event());
        if (charge.refunded()) {
          revoke(attempt, sale.license(), license.get(), RevocationReason.REFUND, newest.event());
        }
      }
    }
  }

  void applyDispute(Attempt attempt, Snapshot.Dispute told) {
    Told<Snapshot.Dispute> newest =
        StripeFold.disputes(attempt.about(told.id()))
            .getOrDefault(told.id(), new Told<>(told, attempt.event().id()));
    Snapshot.Dispute dispute = newest.value();
    if (dispute.isInquiry()) {
      return;
    }
    for (Sales.Sale sale : sales.find(attempt, dispute.charge(), dispute.paymentIntent()).sales()) {
      granted(attempt, sale.license())
          .ifPresent(license -> applyDispute(attempt, newest, sale.license(), license));
    }
  }

  private void applyDispute(
      Attempt attempt, Told<Snapshot.Dispute> newest, LicenseId id, License license) {
    boolean suspended = license.standing().suspensions().contains(SuspensionReason.DISPUTE_OPENED);
    if (newest.value().isOpen()) {
      if (!suspended) {
        attempt.send(
            new LicenseCommand.Suspend(id, SuspensionReason.DISPUTE_OPENED), newest.event());
      }
      return;
    }
    if (newest.value().isLost()) {
      // Before the suspension is lifted, so that there is no instant of access between the two.
      revoke(attempt, id, license, RevocationReason.CHARGEBACK, newest.event());
    }
    if (suspended && !isDisputedElsewhere(attempt, id, newest.value())) {
      attempt.send(
          new LicenseCommand.LiftSuspension(id, SuspensionReason.DISPUTE_OPENED), newest.event());
    }
  }

  private static boolean isDisputedElsewhere(
      Attempt attempt, LicenseId id, Snapshot.Dispute dispute) {
    return StripeFold.disputes(attempt.concerning(id)).values().stream()
        .anyMatch(other -> !other.value().id().equals(dispute.id()) && other.value().isOpen());
  }

  private static void revoke(
      Attempt attempt, LicenseId id, License license, RevocationReason reason, String event) {
    if (!license.standing().revocations().contains(reason)) {
      attempt.send(new LicenseCommand.Revoke(id, reason), event);
    }
  }

  private Optional<License> granted(Attempt attempt, LicenseId id) {
    attempt.concerns(id);
    Optional<License> license = licenses.find(id);
    if (license.isEmpty()) {
      attempt.failed(
          Attempt.LICENSE_AWAITED, "The money came for a licence that no event granted yet.");
    }
    return license;
  }

  private static java.util.function.Predicate<StripeEvent> isAbout(String id) {
    return event -> event.snapshot().id().equals(id);
  }
}
