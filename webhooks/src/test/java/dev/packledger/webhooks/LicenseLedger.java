package dev.packledger.webhooks;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.ledger.Commands;
import dev.packledger.domain.ledger.Context;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.License;
import dev.packledger.domain.licenses.LicenseCommand;
import dev.packledger.domain.licenses.LicenseDecider;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.webhooks.stripe.Licenses;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The license streams in memory, decided by the real decider. */
public final class LicenseLedger implements Commands, Licenses {
  private final InstantSource clock;
  private final Map<LicenseId, License> states = new HashMap<>();
  private final List<Kept> events = new ArrayList<>();
  private int commands;

  public LicenseLedger(InstantSource clock) {
    this.clock = clock;
  }

  /** An event as it was recorded. */
  public record Kept(LicenseId license, LicenseEvent event, Actor actor, Cause cause) {}

  @Override
  public synchronized Answer send(Command command, Actor actor, Cause cause) {
    LicenseCommand asked = (LicenseCommand) command;
    commands++;
    @Nullable License state = states.get(asked.license());
    Outcome outcome =
        LicenseDecider.decide(state, asked, new Context(clock.instant(), actor, cause));
    if (outcome instanceof Outcome.Accepted accepted) {
      for (Event event : accepted.events()) {
        LicenseEvent happened = (LicenseEvent) event;
        state = LicenseDecider.evolve(state, happened);
        events.add(new Kept(asked.license(), happened, actor, cause));
      }
      if (state != null) {
        states.put(asked.license(), state);
      }
    }
    return new Answer(outcome, new Position(events.size()));
  }

  @Override
  public synchronized Optional<License> find(LicenseId license) {
    return Optional.ofNullable(states.get(license));
  }

  public synchronized List<Kept> kept() {
    return List.copyOf(events);
  }

  public List<LicenseEvent> events() {
    return kept().stream().map(Kept::event).toList();
  }

  /** How many commands were sent, repeated and refused ones included. */
  public synchronized int commands() {
    return commands;
  }

  public synchronized int licenses() {
    return states.size();
  }
}
