package dev.packledger.domain.licenses;

import static dev.packledger.domain.licenses.LicenseStory.given;
import static dev.packledger.domain.licenses.Samples.ANN;
import static dev.packledger.domain.licenses.Samples.BOB;
import static dev.packledger.domain.licenses.Samples.BUYER;
import static dev.packledger.domain.licenses.Samples.CAT;
import static dev.packledger.domain.licenses.Samples.CHECKOUT;
import static dev.packledger.domain.licenses.Samples.CI;
import static dev.packledger.domain.licenses.Samples.LICENSE;
import static dev.packledger.domain.licenses.Samples.OTHER;
import static dev.packledger.domain.licenses.Samples.PAID_THROUGH;
import static dev.packledger.domain.licenses.Samples.PRO;
import static dev.packledger.domain.licenses.Samples.PRODUCT;
import static dev.packledger.domain.licenses.Samples.SELLER;
import static dev.packledger.domain.licenses.Samples.START;
import static dev.packledger.domain.licenses.Samples.TEAM;
import static dev.packledger.domain.licenses.Samples.grant;
import static dev.packledger.domain.licenses.Samples.granted;
import static dev.packledger.domain.licenses.Samples.terms;
import static dev.packledger.domain.licenses.Samples.unclaimed;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.licenses.LicenseEvent.*;
import dev.packledger.domain.products.ProductId;
import dev.packledger.domain.terms.SeatRule;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LicenseDeciderTest {
  @Nested
  class Granting {
    @Test
    void aPurchaseIsGrantedOnce() {
      given().when(grant(granted())).then(granted());
      given(granted()).when(grant(granted())).then();
      given(granted(), new LicenseRenewed(PAID_THROUGH.plusSeconds(60)), new LicenseCancelled())
          .when(grant(granted()))
          .then();
    }

    @Test
    void aGrantByHandIsKnownBySellerAndProduct() {
      LicenseGranted byHand = byHand(PRODUCT);
      given(byHand).when(grant(byHand)).then();
      given(byHand)
          .when(grant(byHand(new ProductId(new UUID(9, 9)))))
          .thenRefused("license.exists");
    }

    @Test
    void anotherPurchaseUnderTheSameIdIsRefused() {
      given(granted()).when(grant(byHand(PRODUCT))).thenRefused("license.exists");
    }

    @Test
    void thePeriodNeverEndsBeforeItStarts() {
      Instant before = START.minusNanos(1000);
      given().when(grant(granted(terms(), BUYER, before))).thenRefused("license.period_invalid");
      LicenseGranted unpaidYet = granted(terms(), BUYER, START);
      given().when(grant(unpaidYet)).then(unpaidYet);
      LicenseGranted perpetual = granted(terms(), BUYER, null);
      given().when(grant(perpetual)).then(perpetual);
    }

    @Test
    void theTermsSayHowManySeatsMayBeBought() {
      given().when(grant(withSeats(0))).thenRefused("seat.out_of_range");
      given().when(grant(withSeats(1))).then(withSeats(1));
      given().when(grant(withSeats(5))).then(withSeats(5));
      given().when(grant(withSeats(6))).thenRefused("seat.out_of_range");
    }

    private LicenseGranted byHand(ProductId product) {
      return new LicenseGranted(
          product, PRO, SELLER, terms(), 3, Source.MANUAL, BUYER, null, START, PAID_THROUGH);
    }

    private LicenseGranted withSeats(int seats) {
      return new LicenseGranted(
          PRODUCT, PRO, SELLER, terms(), seats, CHECKOUT, BUYER, null, START, PAID_THROUGH);
    }
  }

  @Test
  void everyOtherCommandNeedsAGrant() {
    given().when(new LicenseCommand.Claim(LICENSE, BUYER)).thenRefused("license.unknown");
    given().when(new LicenseCommand.Cancel(LICENSE)).thenRefused("license.unknown");
    given().when(new LicenseCommand.ChangeSeats(LICENSE, 2)).thenRefused("license.unknown");
  }

  @Nested
  class Claiming {
    private final LicenseCommand.Claim claim = new LicenseCommand.Claim(LICENSE, BUYER);

    @Test
    void worksOnce() {
      given(unclaimed()).when(claim).then(new LicenseClaimed(BUYER));
      given(unclaimed(), new LicenseClaimed(BUYER)).when(claim).then();
      given(unclaimed(), new LicenseClaimed(OTHER)).when(claim).thenRefused("license.claimed");
      given(granted())
          .when(new LicenseCommand.Claim(LICENSE, OTHER))
          .thenRefused("license.claimed");
    }

    @Test
    void isRefusedWhileRevoked() {
      LicenseRevoked revoked = new LicenseRevoked(RevocationReason.CHARGEBACK);
      given(unclaimed(), revoked).when(claim).thenRefused("license.revoked");
      given(unclaimed(), revoked, new RevocationReversed(RevocationReason.CHARGEBACK))
          .when(claim)
          .then(new LicenseClaimed(BUYER));
    }

    @Test
    void theLinkDoesNotWorkAfterATransfer() {
      given(unclaimed(), new LicenseClaimed(BUYER), new LicenseTransferred(OTHER))
          .when(claim)
          .thenRefused("license.claimed");
    }
  }

  @Nested
  class Seating {
    private final LicenseEvent[] full = {
      granted(), new SeatAssigned(ANN), new SeatAssigned(CI), new SeatAssigned(BOB)
    };

    @Test
    void aSeatIsAssignedOnce() {
      given(granted()).when(assign(ANN)).then(new SeatAssigned(ANN));
      given(granted(), new SeatAssigned(ANN)).when(assign(ANN)).then();
    }

    @Test
    void noMoreSeatsThanBought() {
      given(full).when(assign(CAT)).thenRefused("seat.exhausted");
      given(full).when(assign(ANN)).then();
    }

    @Test
    void anUnclaimedLicenceHasNobodyToSeat() {
      given(unclaimed()).when(assign(ANN)).thenRefused("license.unclaimed");
    }

    @Test
    void theTermsSayWhoCounts() {
      given(granted(terms(SeatRule.Counted.MEMBERS), BUYER, null))
          .when(assign(CI))
          .thenRefused("seat.not_counted");
      given(granted(terms(SeatRule.Counted.PIPELINES), BUYER, null))
          .when(assign(ANN))
          .thenRefused("seat.not_counted");
      given(granted(terms(SeatRule.Counted.UNLIMITED), BUYER, null))
          .when(assign(ANN))
          .thenRefused("seat.not_counted");
      given(granted(terms(SeatRule.Counted.PIPELINES), BUYER, null))
          .when(assign(CI))
          .then(new SeatAssigned(CI));
    }

    @Test
    void aSeatIsUnassignedForTheReasonGiven() {
      LicenseCommand unassign =
          new LicenseCommand.UnassignSeat(LICENSE, ANN, SeatLoss.HOLDER_REMOVED);
      given(full).when(unassign).then(new SeatUnassigned(ANN, SeatLoss.HOLDER_REMOVED));
      given(granted()).when(unassign).then();
    }

    @Test
    void fewerSeatsTakeTheLastAssignedFirst() {
      given(full)
          .when(new LicenseCommand.ChangeSeats(LICENSE, 1))
          .then(
              new SeatUnassigned(BOB, SeatLoss.FEWER_SEATS),
              new SeatUnassigned(CI, SeatLoss.FEWER_SEATS),
              new SeatsChanged(1));
    }

    @Test
    void aSeatAssignedAgainCountsAsAssignedLast() {
      given(
              granted(),
              new SeatAssigned(ANN),
              new SeatAssigned(BOB),
              new SeatUnassigned(ANN, SeatLoss.UNASSIGNED),
              new SeatAssigned(ANN))
          .when(new LicenseCommand.ChangeSeats(LICENSE, 1))
          .then(new SeatUnassigned(ANN, SeatLoss.FEWER_SEATS), new SeatsChanged(1));
    }

    @Test
    void moreSeatsWithinTheTerms() {
      given(full).when(new LicenseCommand.ChangeSeats(LICENSE, 5)).then(new SeatsChanged(5));
      given(full).when(new LicenseCommand.ChangeSeats(LICENSE, 3)).then();
      given(full).when(new LicenseCommand.ChangeSeats(LICENSE, 6)).thenRefused("seat.out_of_range");
      given(full).when(new LicenseCommand.ChangeSeats(LICENSE, 0)).thenRefused("seat.out_of_range");
    }

    @Test
    void aPlanThatNoLongerCountsAKindFreesItsSeats() {
      var membersOnly = terms(SeatRule.Counted.MEMBERS);
      given(full)
          .when(new LicenseCommand.ChangePlan(LICENSE, TEAM, membersOnly))
          .then(new SeatUnassigned(CI, SeatLoss.PLAN_CHANGED), new PlanChanged(TEAM, membersOnly));
      var unlimited = terms(SeatRule.Counted.UNLIMITED);
      given(full)
          .when(new LicenseCommand.ChangePlan(LICENSE, TEAM, unlimited))
          .then(new PlanChanged(TEAM, unlimited));
      given(full).when(new LicenseCommand.ChangePlan(LICENSE, PRO, terms())).then();
    }

    private LicenseCommand assign(dev.packledger.domain.organizations.Holder holder) {
      return new LicenseCommand.AssignSeat(LICENSE, holder);
    }
  }

  @Nested
  class Transferring {
    private final LicenseCommand transfer = new LicenseCommand.Transfer(LICENSE, OTHER);

    @Test
    void unassignsEverySeat() {
      given(granted(), new SeatAssigned(ANN), new SeatAssigned(BOB))
          .when(transfer)
          .then(
              new SeatUnassigned(BOB, SeatLoss.TRANSFERRED),
              new SeatUnassigned(ANN, SeatLoss.TRANSFERRED),
              new LicenseTransferred(OTHER));
      given(granted(), new LicenseTransferred(OTHER)).when(transfer).then();
    }

    @Test
    void needsABuyerAndALicenceThatIsNotRevoked() {
      given(unclaimed()).when(transfer).thenRefused("license.unclaimed");
      given(granted(), new LicenseRevoked(RevocationReason.BREACH))
          .when(transfer)
          .thenRefused("license.revoked");
    }
  }

  @Test
  void unusedEventsOfAnEmptyStreamChangeNothing() {
    Event[] none = {};
    given(new LicenseCancelled(), new SeatAssigned(ANN)).when(grant(granted())).then(granted());
    given(granted(), granted(terms(), OTHER, null)).when(grant(granted())).then(none);
  }
}
