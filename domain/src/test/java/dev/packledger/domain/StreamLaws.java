package dev.packledger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.Scenario.Decide;
import dev.packledger.domain.Scenario.Evolve;
import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.ledger.Context;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What holds for every stream, whatever its rules: both functions are total and deterministic, what
 * was decided folds, any prefix of it replays, and asking again changes nothing. Each stream's
 * property test brings its own events and commands.
 */
public record StreamLaws<S, C extends Command, E extends Event>(
    Decide<S, C> decide, Evolve<S, E> evolve, Class<E> eventType) {

  /** Any sequence of events folds, an impossible one too, and always to the same state. */
  public void foldsAnything(List<? extends E> events) {
    assertThat(fold(events)).isEqualTo(fold(events));
  }

  /** Any command in any state is answered, and answered alike. */
  public void decidesAlike(List<? extends E> events, C command, Context context) {
    Outcome outcome = decide.decide(fold(events), command, context);
    assertThat(decide.decide(fold(events), command, context)).isEqualTo(outcome);
  }

  /** What a sequence of commands decides folds, and so does every prefix of it. */
  public void foldsWhatItDecides(List<? extends C> commands, Context context) {
    List<E> history = new ArrayList<>();
    @Nullable S state = run(commands, context, history, (command, outcome) -> {});
    assertThat(fold(history)).isEqualTo(state);
    for (int length = 0; length < history.size(); length++) {
      foldsAnything(history.subList(0, length));
    }
  }

  /**
   * An accepted command, asked again at once, is accepted without events.
   *
   * @param repeatable the commands for which this is promised
   */
  public void repeatsChangeNothing(
      List<? extends C> commands, Context context, Predicate<? super C> repeatable) {
    List<E> history = new ArrayList<>();
    run(
        commands,
        context,
        history,
        (command, outcome) -> {
          if (outcome instanceof Outcome.Accepted && repeatable.test(command)) {
            assertThat(decide.decide(fold(history), command, context))
                .as("%s asked again", command)
                .isEqualTo(Outcome.accepted());
          }
        });
  }

  /**
   * Runs commands one after another.
   *
   * @param history receives the events
   * @param each sees every command with its outcome, once its events are in the history
   * @return the last state
   */
  public @Nullable S run(
      List<? extends C> commands,
      Context context,
      List<E> history,
      BiConsumer<? super C, Outcome> each) {
    @Nullable S state = null;
    for (C command : commands) {
      Outcome outcome = decide.decide(state, command, context);
      if (outcome instanceof Outcome.Accepted accepted) {
        for (Event event : accepted.events()) {
          history.add(eventType.cast(event));
          state = evolve.evolve(state, eventType.cast(event));
        }
      }
      each.accept(command, outcome);
    }
    return state;
  }

  private @Nullable S fold(List<? extends E> events) {
    return Scenario.fold(evolve, events);
  }
}
