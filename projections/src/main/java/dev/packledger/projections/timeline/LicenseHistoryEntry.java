package dev.packledger.projections.timeline;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.licenses.License;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.organizations.OrganizationId;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One event that bears on a licence.
 *
 * @param type such as {@code license.granted}
 * @param sentence one plain sentence, in English
 * @param before the changed facts as they were; a fact that did not hold is left out
 * @param after the changed facts as they are
 * @param license the licence after the event; null before it was granted
 * @param viewers the organisations that see it
 */
public record LicenseHistoryEntry(
    Recorded<Event> recorded,
    String type,
    String sentence,
    SortedMap<String, String> before,
    SortedMap<String, String> after,
    @Nullable License license,
    Set<String> viewers) {
  public LicenseHistoryEntry {
    viewers = Set.copyOf(viewers);
  }

  /**
   * Whether an organisation sees it.
   *
   * @param firstBuyer who has or had the licence first: to them what happened while it was to be
   *     claimed is open too; null where it was never claimed
   */
  public boolean isSeenBy(OrganizationId viewer, @Nullable OrganizationId firstBuyer) {
    return viewers.contains(viewer.value())
        || (viewer.equals(firstBuyer)
            && recorded.event() instanceof LicenseEvent
            && license != null
            && license.buyer() == null);
  }
}
