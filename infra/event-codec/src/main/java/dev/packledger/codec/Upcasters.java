package dev.packledger.codec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * The steps that lead the payloads of old revisions to today's. A stored event is never rewritten;
 * it is upcast each time it is read.
 *
 * <p>A step is a pure function in a file of its own, named after type and revisions ({@code
 * LicenseGrantedFrom1To2}); steps of one type are chained by revision.
 */
public final class Upcasters {
  /** No event has a second revision yet. */
  public static final Upcasters LEDGER = new Upcasters(EventTypes.LEDGER, List.of());

  private final Map<Step.Key, Step> steps = new HashMap<>();

  /**
   * A chain for a table of types.
   *
   * @throws IllegalArgumentException where a step is missing, doubled, or leads beyond the newest
   *     revision
   */
  public Upcasters(EventTypes types, List<Step> steps) {
    for (Step step : steps) {
      if (step.from() < 1 || step.from() >= types.named(step.type()).revision()) {
        throw new IllegalArgumentException("a step that leads nowhere: " + step.key());
      }
      if (this.steps.put(step.key(), step) != null) {
        throw new IllegalArgumentException("a step twice: " + step.key());
      }
    }
    for (EventType type : types.all()) {
      for (int from = 1; from < type.revision(); from++) {
        if (!this.steps.containsKey(new Step.Key(type.name(), from))) {
          throw new IllegalArgumentException("no step for " + type.name() + " from " + from);
        }
      }
    }
  }

  /** The payload in today's revision of its type. */
  ObjectNode upcast(EventType type, int revision, ObjectNode payload) {
    ObjectNode upcast = payload;
    for (int from = revision; from < type.revision(); from++) {
      Step step = steps.get(new Step.Key(type.name(), from));
      if (step == null) {
        throw new UnreadableEvent("no step for " + type.name() + " from revision " + from);
      }
      upcast = step.upcast().apply(upcast);
    }
    return upcast;
  }

  /**
   * From one revision of a type's payload to the next.
   *
   * @param upcast a pure function; it may change the node it is given
   */
  public record Step(String type, int from, UnaryOperator<ObjectNode> upcast) {
    Key key() {
      return new Key(type, from);
    }

    private record Key(String type, int from) {}
  }
}
