package dev.packledger.domain.ledger;

/** The one door to the streams. Answers after the events are durable. */
public interface Commands {
  /**
   * Sends a command to its stream.
   *
   * @throws RuntimeException when we could not ask or could not store: a failure, never a refusal
   */
  Answer send(Command command, Actor actor, Cause cause);

  /**
   * An outcome and the position of the last event it stored; where it stored none, a position at
   * which the outcome already held.
   */
  record Answer(Outcome outcome, Position position) {}
}
