package dev.packledger.projections.directory;

import static dev.packledger.projections.EveryEvent.BUYER;
import static dev.packledger.projections.EveryEvent.BUYER_OWNER;
import static dev.packledger.projections.EveryEvent.HEIR;
import static dev.packledger.projections.EveryEvent.LICENSE;
import static dev.packledger.projections.EveryEvent.MONTH_END;
import static dev.packledger.projections.EveryEvent.NEXT_MONTH_END;
import static dev.packledger.projections.EveryEvent.PAYMENT;
import static dev.packledger.projections.EveryEvent.PIPELINE;
import static dev.packledger.projections.EveryEvent.PRO;
import static dev.packledger.projections.EveryEvent.PRODUCT;
import static dev.packledger.projections.EveryEvent.PRO_TERMS;
import static dev.packledger.projections.EveryEvent.SELLER;
import static dev.packledger.projections.EveryEvent.SOURCE;
import static dev.packledger.projections.EveryEvent.TEAM;
import static dev.packledger.projections.EveryEvent.TEAM_TERMS;
import static java.util.Objects.requireNonNull;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Context;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.licenses.License;
import dev.packledger.domain.licenses.LicenseCommand;
import dev.packledger.domain.licenses.LicenseDecider;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.licenses.LicenseEvent.RevocationReason;
import dev.packledger.domain.licenses.LicenseEvent.SeatLoss;
import dev.packledger.domain.licenses.LicenseEvent.SuspensionReason;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.projections.Ledger;
import dev.packledger.projections.TestDatabase;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever is asked of a licence, in whatever order: its row is what its own state says. */
class LicensePropertyTest {
  private static final JdbcClient DATABASE = JdbcClient.create(TestDatabase.create());
  private static final DirectoryTables TABLES = new DirectoryTables(DATABASE);
  private static final LicenseQueries LICENSES = new LicenseQueries(DATABASE);
  private static final Context CONTEXT =
      new Context(
          NEXT_MONTH_END,
          new Actor(Actor.Kind.WEBHOOK, "acct_1"),
          new Cause("command", null, "correlation"));

  @Property(tries = 60)
  void theRowIsWhatTheStateSays(@ForAll("commands") @Size(max = 30) List<LicenseCommand> commands) {
    TABLES.reset();
    Ledger ledger = new Ledger();
    @Nullable License state = asked(ledger, null, grant());
    for (LicenseCommand command : commands) {
      state = asked(ledger, state, command);
    }
    ledger.events().forEach(TABLES::apply);
    SameLicense.assertSame(LICENSES.byId(LICENSE).orElseThrow(), requireNonNull(state));
  }

  private static @Nullable License asked(
      Ledger ledger, @Nullable License state, LicenseCommand command) {
    @Nullable License next = state;
    if (LicenseDecider.decide(state, command, CONTEXT) instanceof Outcome.Accepted accepted) {
      for (Event event : accepted.events()) {
        ledger.append(LICENSE, event);
        next = LicenseDecider.evolve(next, (LicenseEvent) event);
      }
    }
    return next;
  }

  private static LicenseCommand grant() {
    return new LicenseCommand.Grant(
        LICENSE, PRODUCT, PRO, SELLER, PRO_TERMS, 2, SOURCE, BUYER, null, Ledger.START, MONTH_END);
  }

  @Provide
  Arbitrary<List<LicenseCommand>> commands() {
    Arbitrary<Holder> holders = Arbitraries.of(BUYER_OWNER, PIPELINE);
    Arbitrary<SuspensionReason> rests = Arbitraries.of(SuspensionReason.class);
    Arbitrary<RevocationReason> ends = Arbitraries.of(RevocationReason.class);
    return Arbitraries.<LicenseCommand>oneOf(
            holders.map(holder -> new LicenseCommand.AssignSeat(LICENSE, holder)),
            holders.map(
                holder -> new LicenseCommand.UnassignSeat(LICENSE, holder, SeatLoss.UNASSIGNED)),
            rests.map(reason -> new LicenseCommand.Suspend(LICENSE, reason)),
            rests.map(reason -> new LicenseCommand.LiftSuspension(LICENSE, reason)),
            ends.map(reason -> new LicenseCommand.Revoke(LICENSE, reason)),
            ends.map(reason -> new LicenseCommand.ReverseRevocation(LICENSE, reason)),
            Arbitraries.of(
                new LicenseCommand.ChangeSeats(LICENSE, 1),
                new LicenseCommand.ChangeSeats(LICENSE, 5),
                new LicenseCommand.ChangePlan(LICENSE, TEAM, TEAM_TERMS),
                new LicenseCommand.ChangePlan(LICENSE, PRO, PRO_TERMS),
                new LicenseCommand.Renew(LICENSE, NEXT_MONTH_END),
                new LicenseCommand.Renew(LICENSE, MONTH_END.plusSeconds(1)),
                new LicenseCommand.ScheduleCancellation(LICENSE, MONTH_END),
                new LicenseCommand.WithdrawCancellation(LICENSE),
                new LicenseCommand.FailPayment(LICENSE, "in_2"),
                new LicenseCommand.MarkPastDue(LICENSE),
                new LicenseCommand.Expire(LICENSE),
                new LicenseCommand.Transfer(LICENSE, HEIR),
                new LicenseCommand.ReceivePayment(LICENSE, PAYMENT),
                new LicenseCommand.RefundPayment(LICENSE, "re_1", 500, PAYMENT)),
            Arbitraries.frequency(
                Tuple.of(1, new LicenseCommand.Cancel(LICENSE)),
                Tuple.of(9, new LicenseCommand.MarkPastDue(LICENSE))))
        .list();
  }
}
