package dev.packledger.projections.timeline;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.products.ProductId;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the timeline.
 *
 * @param eventId the event's own id
 * @param type such as {@code license.granted}
 * @param stream the id of the stream that it happened to
 * @param sentence one plain sentence, in English
 * @param before the facts it changed as they were; a fact that did not hold is missing
 * @param after the facts it changed as they were then
 * @param buyer whose licence it was after the event; null where it concerns none or was unclaimed
 * @param seller who sells what it concerns; null where it concerns nothing sold
 */
public record TimelineEntryRow(
    Position position,
    Instant recordedAt,
    String eventId,
    String type,
    String stream,
    String sentence,
    Actor actor,
    Cause cause,
    Map<String, String> before,
    Map<String, String> after,
    @Nullable ProductId product,
    @Nullable LicenseId license,
    @Nullable OrganizationId buyer,
    @Nullable OrganizationId seller) {
  public TimelineEntryRow {
    before = Collections.unmodifiableMap(new TreeMap<>(before));
    after = Collections.unmodifiableMap(new TreeMap<>(after));
  }
}
