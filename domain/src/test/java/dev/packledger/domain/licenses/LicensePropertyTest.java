package dev.packledger.domain.licenses;

import static dev.packledger.domain.licenses.Samples.ANN;
import static dev.packledger.domain.licenses.Samples.BOB;
import static dev.packledger.domain.licenses.Samples.BUYER;
import static dev.packledger.domain.licenses.Samples.CAT;
import static dev.packledger.domain.licenses.Samples.CI;
import static dev.packledger.domain.licenses.Samples.LICENSE;
import static dev.packledger.domain.licenses.Samples.NOW;
import static dev.packledger.domain.licenses.Samples.OTHER;
import static dev.packledger.domain.licenses.Samples.PAID_THROUGH;
import static dev.packledger.domain.licenses.Samples.PRO;
import static dev.packledger.domain.licenses.Samples.START;
import static dev.packledger.domain.licenses.Samples.TEAM;
import static dev.packledger.domain.licenses.Samples.WEBHOOK;
import static dev.packledger.domain.licenses.Samples.grant;
import static dev.packledger.domain.licenses.Samples.granted;
import static dev.packledger.domain.licenses.Samples.payment;
import static dev.packledger.domain.licenses.Samples.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.Scenario;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.licenses.LicenseEvent.*;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.terms.SeatRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

class LicensePropertyTest {
  @Property
  void seatsNeverExceedTheQuantity(@ForAll("commands") @Size(max = 40) List<LicenseCommand> all) {
    @Nullable License state = null;
    for (LicenseEvent event : history(all)) {
      state = LicenseDecider.evolve(state, event);
      if (state != null) {
        assertThat(state.seats().holders()).hasSizeLessThanOrEqualTo(state.seats().quantity());
        assertThat(state.seats().holders()).doesNotHaveDuplicates();
      }
    }
  }

  @Property
  void aRepeatedCommandIsNoNewsOrTheSameRefusal(
      @ForAll("commands") @Size(max = 25) List<LicenseCommand> all,
      @ForAll("command") LicenseCommand command) {
    @Nullable License state = Scenario.fold(LicenseDecider::evolve, history(all));
    Outcome first = decide(state, command);
    @Nullable License after = evolved(state, first);
    Outcome second = decide(after, command);
    switch (first) {
      case Outcome.Accepted accepted -> assertThat(second).isEqualTo(Outcome.accepted());
      case Outcome.Refused refused -> assertThat(second).isEqualTo(first);
    }
  }

  @Property
  void everyEventMatters(
      @ForAll("commands") @Size(max = 25) List<LicenseCommand> all,
      @ForAll("command") LicenseCommand command) {
    @Nullable License state = Scenario.fold(LicenseDecider::evolve, history(all));
    if (decide(state, command) instanceof Outcome.Accepted accepted) {
      for (var event : accepted.events()) {
        @Nullable License next = LicenseDecider.evolve(state, (LicenseEvent) event);
        assertThat(next).isNotEqualTo(state);
        state = next;
      }
    }
  }

  /** The fold never fails, whatever the stream holds. */
  @Property
  void evolveIsTotal(@ForAll("events") @Size(max = 30) List<LicenseEvent> events) {
    @Nullable License state = null;
    for (LicenseEvent event : events) {
      state = LicenseDecider.evolve(state, event);
    }
  }

  @Property
  void aReasonEndsOnlyByItself(@ForAll("commands") @Size(max = 40) List<LicenseCommand> all) {
    boolean revokedForRefund = false;
    @Nullable License state = null;
    for (LicenseEvent event : history(all)) {
      state = LicenseDecider.evolve(state, event);
      if (event.equals(new LicenseRevoked(RevocationReason.REFUND))) {
        revokedForRefund = true;
      } else if (event.equals(new RevocationReversed(RevocationReason.REFUND))) {
        revokedForRefund = false;
      }
      assertThat(state != null && state.standing().revocations().contains(RevocationReason.REFUND))
          .isEqualTo(revokedForRefund);
    }
  }

  @Property
  void paidThroughNeverMovesBack(@ForAll("commands") @Size(max = 40) List<LicenseCommand> all) {
    Instant furthest = START;
    @Nullable License state = null;
    for (LicenseEvent event : history(all)) {
      state = LicenseDecider.evolve(state, event);
      @Nullable Instant through = state == null ? null : state.standing().paidThrough();
      if (through != null) {
        assertThat(through).isAfterOrEqualTo(furthest);
        furthest = through;
      }
    }
  }

  private static List<LicenseEvent> history(List<LicenseCommand> commands) {
    List<LicenseEvent> events = new ArrayList<>();
    @Nullable License state = null;
    for (LicenseCommand command : commands) {
      Outcome outcome = decide(state, command);
      state = evolved(state, outcome);
      if (outcome instanceof Outcome.Accepted accepted) {
        accepted.events().forEach(event -> events.add((LicenseEvent) event));
      }
    }
    return events;
  }

  private static Outcome decide(@Nullable License state, LicenseCommand command) {
    return LicenseDecider.decide(state, command, Scenario.context(NOW, WEBHOOK));
  }

  private static @Nullable License evolved(@Nullable License state, Outcome outcome) {
    @Nullable License next = state;
    if (outcome instanceof Outcome.Accepted accepted) {
      for (var event : accepted.events()) {
        next = LicenseDecider.evolve(next, (LicenseEvent) event);
      }
    }
    return next;
  }

  @Provide
  Arbitrary<List<LicenseCommand>> commands() {
    return command()
        .list()
        .map(
            commands -> {
              List<LicenseCommand> all = new ArrayList<>();
              all.add(grant(granted()));
              all.addAll(commands);
              return all;
            });
  }

  @Provide
  Arbitrary<LicenseCommand> command() {
    Arbitrary<Holder> holders = Arbitraries.of(ANN, BOB, CAT, CI);
    Arbitrary<Instant> instants =
        Arbitraries.longs().between(0, 90).map(days -> START.plusSeconds(days * 86_400));
    return Arbitraries.oneOf(
        holders.map(holder -> new LicenseCommand.AssignSeat(LICENSE, holder)),
        holders.map(
            holder -> new LicenseCommand.UnassignSeat(LICENSE, holder, SeatLoss.UNASSIGNED)),
        Arbitraries.integers()
            .between(0, 6)
            .map(seats -> new LicenseCommand.ChangeSeats(LICENSE, seats)),
        Arbitraries.of(SeatRule.Counted.values())
            .map(counted -> new LicenseCommand.ChangePlan(LICENSE, TEAM, terms(counted))),
        instants.map(through -> new LicenseCommand.Renew(LICENSE, through)),
        instants.map(at -> new LicenseCommand.ScheduleCancellation(LICENSE, at)),
        Arbitraries.of(SuspensionReason.values())
            .map(reason -> new LicenseCommand.Suspend(LICENSE, reason)),
        Arbitraries.of(SuspensionReason.values())
            .map(reason -> new LicenseCommand.LiftSuspension(LICENSE, reason)),
        Arbitraries.of(RevocationReason.values())
            .map(reason -> new LicenseCommand.Revoke(LICENSE, reason)),
        Arbitraries.of(RevocationReason.values())
            .map(reason -> new LicenseCommand.ReverseRevocation(LICENSE, reason)),
        Arbitraries.of(BUYER, OTHER).map(buyer -> new LicenseCommand.Transfer(LICENSE, buyer)),
        Arbitraries.of(
            grant(granted()),
            new LicenseCommand.Claim(LICENSE, BUYER),
            new LicenseCommand.FailPayment(LICENSE, "in_1"),
            new LicenseCommand.MarkPastDue(LICENSE),
            new LicenseCommand.WithdrawCancellation(LICENSE),
            new LicenseCommand.Cancel(LICENSE),
            new LicenseCommand.Expire(LICENSE),
            new LicenseCommand.ReceivePayment(LICENSE, payment("in_1", null, null)),
            new LicenseCommand.ReceivePayment(LICENSE, payment(null, "pi_1", "ch_1")),
            new LicenseCommand.RefundPayment(LICENSE, "re_1", 500, payment(null, "pi_1", "ch_1")),
            new LicenseCommand.RefundPayment(LICENSE, "re_2", 0, payment("in_1", null, null))));
  }

  @Provide
  Arbitrary<List<LicenseEvent>> events() {
    return Arbitraries.<LicenseEvent>of(
            granted(),
            new LicenseClaimed(OTHER),
            new LicenseRenewed(PAID_THROUGH.plusSeconds(1)),
            new PaymentFailed("in_1"),
            new LicensePastDue(),
            new LicenseSuspended(SuspensionReason.SELLER),
            new SuspensionLifted(SuspensionReason.SELLER),
            new SeatsChanged(1),
            new SeatAssigned(ANN),
            new SeatAssigned(CI),
            new SeatUnassigned(ANN, SeatLoss.UNASSIGNED),
            new PlanChanged(PRO, terms(SeatRule.Counted.MEMBERS)),
            new CancellationScheduled(PAID_THROUGH),
            new CancellationWithdrawn(),
            new LicenseCancelled(),
            new LicenseExpired(PAID_THROUGH),
            new LicenseRevoked(RevocationReason.BREACH),
            new RevocationReversed(RevocationReason.BREACH),
            new LicenseTransferred(OTHER),
            new PaymentReceived(payment("in_1", null, null)),
            new PaymentRefunded("re_1", 500, payment(null, null, "ch_1")))
        .list();
  }
}
