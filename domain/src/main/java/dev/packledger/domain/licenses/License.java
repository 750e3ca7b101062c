package dev.packledger.domain.licenses;

import dev.packledger.domain.licenses.LicenseEvent.LicenseGranted;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.products.PlanId;
import dev.packledger.domain.terms.Terms;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of one licence: what was granted, what holds of it now.
 *
 * @param granted the grant it began with
 * @param plan the plan it follows now
 * @param terms the snapshot it keeps now
 * @param buyer null while it is still to be claimed
 */
public record License(
    LicenseGranted granted,
    PlanId plan,
    Terms terms,
    @Nullable OrganizationId buyer,
    Seats seats,
    Standing standing,
    Payments payments) {

  static License of(LicenseGranted granted) {
    return new License(
        granted,
        granted.plan(),
        granted.terms(),
        granted.buyer(),
        Seats.of(granted.seats()),
        Standing.paidThrough(granted.paidThrough()),
        Payments.NONE);
  }

  /** The first instant that it covers. */
  public Instant startsAt() {
    return granted.startsAt();
  }

  License withPlan(PlanId newPlan, Terms newTerms) {
    return new License(granted, newPlan, newTerms, buyer, seats, standing, payments);
  }

  License withBuyer(OrganizationId newBuyer) {
    return new License(granted, plan, terms, newBuyer, seats, standing, payments);
  }

  License with(Seats newSeats) {
    return new License(granted, plan, terms, buyer, newSeats, standing, payments);
  }

  License with(Standing newStanding) {
    return new License(granted, plan, terms, buyer, seats, newStanding, payments);
  }

  License with(Payments newPayments) {
    return new License(granted, plan, terms, buyer, seats, standing, newPayments);
  }
}
