package dev.packledger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.ledger.Context;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tests of a decider as sentences: {@code given(XDecider::decide, XDecider::evolve,
 * events...).when(command, now, actor).then(events...)} or {@code .thenRefused(code)}.
 */
public final class Scenario {
  private static final Cause CAUSE = new Cause("command", null, "correlation");

  private Scenario() {}

  /** The decide function of a stream. */
  @FunctionalInterface
  public interface Decide<S, C extends Command> {
    Outcome decide(@Nullable S state, C command, Context context);
  }

  /** The evolve function of a stream. */
  @FunctionalInterface
  public interface Evolve<S, E extends Event> {
    @Nullable S evolve(@Nullable S state, E event);
  }

  /** A stream in which these events happened. */
  @SafeVarargs
  public static <S, C extends Command, E extends Event> Given<S, C> given(
      Decide<S, C> decide, Evolve<S, E> evolve, E... events) {
    return new Given<>(decide, fold(evolve, List.of(events)));
  }

  /** The state after the events; null where there are none. */
  public static <S, E extends Event> @Nullable S fold(
      Evolve<S, E> evolve, List<? extends E> events) {
    @Nullable S state = null;
    for (E event : events) {
      state = evolve.evolve(state, event);
    }
    return state;
  }

  /** A context with a fixed cause. */
  public static Context context(Instant now, Actor actor) {
    return new Context(now, actor, CAUSE);
  }

  /** A stream with its history. */
  public record Given<S, C extends Command>(Decide<S, C> decide, @Nullable S state) {
    /** Asks; the answer is judged by {@link Then}. */
    public Then when(C command, Instant now, Actor actor) {
      return new Then(decide.decide(state, command, context(now, actor)));
    }
  }

  /** What the decider said. */
  public record Then(Outcome outcome) {
    /** Accepted with exactly these events; none where the command repeats what holds. */
    public void then(Event... events) {
      assertThat(outcome).isEqualTo(Outcome.accepted(events));
    }

    /** Refused with this code and some detail for a person. */
    public void thenRefused(String code) {
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> {
                assertThat(refused.refusal().code()).isEqualTo(code);
                assertThat(refused.detail()).isNotBlank();
              });
    }
  }
}
