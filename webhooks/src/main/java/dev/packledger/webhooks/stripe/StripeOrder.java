package dev.packledger.webhooks.stripe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The order in which events happened, whatever the order of arrival: by (created, lifecycle rank,
 * event id). {@code created} counts whole seconds and an update can follow another within one, so
 * where an event's previous values are what another one says, it comes after that one; only what
 * even that leaves open is decided by id.
 */
final class StripeOrder {
  private static final Comparator<StripeEvent> BY_TIME =
      Comparator.comparing(StripeEvent::createdAt)
          .thenComparingInt(event -> event.type().rank())
          .thenComparing(StripeEvent::id);

  private StripeOrder() {}

  /** The events as they happened; an event that came twice stands once. */
  static List<StripeEvent> sorted(List<StripeEvent> events) {
    List<StripeEvent> remaining = new ArrayList<>(events.stream().sorted(BY_TIME).toList());
    List<StripeEvent> ordered = new ArrayList<>();
    while (!remaining.isEmpty()) {
      StripeEvent first = firstOf(remaining);
      remaining.remove(first);
      if (ordered.stream().noneMatch(event -> event.id().equals(first.id()))) {
        ordered.add(first);
      }
    }
    return ordered;
  }

  /** The earliest that follows none of its rivals; the earliest by id where each follows one. */
  private static StripeEvent firstOf(List<StripeEvent> remaining) {
    StripeEvent earliest = remaining.getFirst();
    List<StripeEvent> rivals =
        remaining.stream().takeWhile(event -> isSameMoment(event, earliest)).toList();
    return rivals.stream()
        .filter(event -> rivals.stream().noneMatch(rival -> follows(event, rival)))
        .findFirst()
        .orElse(earliest);
  }

  private static boolean isSameMoment(StripeEvent left, StripeEvent right) {
    return left.createdAt().equals(right.createdAt()) && left.type().rank() == right.type().rank();
  }

  /** Whether an event changed what the other one tells, and not the other way round. */
  private static boolean follows(StripeEvent event, StripeEvent other) {
    return event != other
        && event.snapshot().id().equals(other.snapshot().id())
        && changed(event, other)
        && !changed(other, event);
  }

  private static boolean changed(StripeEvent event, StripeEvent other) {
    JsonNode previous = event.previous();
    return previous != null && !previous.isEmpty() && agrees(previous, other.object());
  }

  /** Whether every value of a partial object is the same in the whole one. */
  private static boolean agrees(JsonNode part, @Nullable JsonNode whole) {
    if (whole == null) {
      return part.isNull();
    }
    if (!part.isObject() || !whole.isObject()) {
      return part.equals(whole);
    }
    for (Map.Entry<String, JsonNode> field : part.properties()) {
      if (!agrees(field.getValue(), whole.get(field.getKey()))) {
        return false;
      }
    }
    return true;
  }
}
