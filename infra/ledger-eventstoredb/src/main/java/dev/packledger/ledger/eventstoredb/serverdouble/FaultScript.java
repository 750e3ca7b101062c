package dev.packledger.ledger.eventstoredb.serverdouble;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** Which calls go wrong, in the order in which they come, and how many came. */
public final class FaultScript {
  private final Map<Call, Queue<Fault>> next = new EnumMap<>(Call.class);
  private final Map<Call, Fault> always = new EnumMap<>(Call.class);
  private final Map<Call, Integer> calls = new EnumMap<>(Call.class);

  /** The next calls go so, after those that were said before. */
  public synchronized void next(Call call, Fault... faults) {
    next.computeIfAbsent(call, kind -> new ArrayDeque<>()).addAll(List.of(faults));
  }

  /** All calls go so that nothing else is said of. */
  public synchronized void always(Call call, Fault fault) {
    always.put(call, fault);
  }

  /** All calls go well from now on. */
  public synchronized void clear() {
    next.clear();
    always.clear();
  }

  /** How many calls have come since the start. */
  public synchronized int calls(Call call) {
    return calls.getOrDefault(call, 0);
  }

  /** Whether everything that was said of next calls has come true. */
  public synchronized boolean isPlayed() {
    return next.values().stream().allMatch(Queue::isEmpty);
  }

  synchronized Fault take(Call call) {
    calls.merge(call, 1, Integer::sum);
    Queue<Fault> queue = next.get(call);
    Fault fault = queue == null ? null : queue.poll();
    return fault == null ? always.getOrDefault(call, Fault.NONE) : fault;
  }
}
