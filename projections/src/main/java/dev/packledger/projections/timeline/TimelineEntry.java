package dev.packledger.projections.timeline;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.projections.timeline.Known.Change;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one event adds to the timeline.
 *
 * @param before the changed facts as they were; a fact that did not hold is left out
 * @param after the changed facts as they are
 * @param viewers the organisations that see it; the operator always does
 * @param changes what later events must know
 * @param opensPast whether the buyer gets to see what happened to the licence before
 */
record TimelineEntry(
    Recorded<Event> recorded,
    String type,
    String sentence,
    Map<String, String> before,
    Map<String, String> after,
    @Nullable String product,
    @Nullable String license,
    @Nullable String buyer,
    @Nullable String seller,
    Set<String> viewers,
    List<Change> changes,
    boolean opensPast) {
  TimelineEntry {
    before = Collections.unmodifiableMap(new TreeMap<>(before));
    after = Collections.unmodifiableMap(new TreeMap<>(after));
    viewers = Collections.unmodifiableSet(new TreeSet<>(viewers));
    changes = List.copyOf(changes);
  }
}
