package dev.packledger.projections.timeline;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.namespaces.NamespaceEvent;
import dev.packledger.domain.organizations.OrganizationEvent;
import dev.packledger.domain.packages.PackageEvent;
import dev.packledger.domain.products.ProductEvent;
import dev.packledger.domain.releases.ReleaseEvent;
import dev.packledger.domain.tokens.TokenEvent;
import dev.packledger.projections.timeline.Known.Change;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What each event adds to the timeline, and whom it concerns: pure in the event and what was known
 * before. An organisation's own events concern it; a product's, package's and release's their
 * seller; a licence's its seller, its buyer and, where it is transferred, the buyer it leaves.
 */
final class TimelineFold {
  private TimelineFold() {}

  static TimelineEntry entry(Recorded<Event> recorded, Known before) {
    List<Change> changes = TimelineFacts.changes(recorded, before);
    Concern concern = concern(recorded, before, before.after(changes));
    return new TimelineEntry(
        recorded,
        TimelineTypes.type(recorded.event()),
        TimelineSentences.sentence(recorded, before),
        values(changes, before),
        values(changes, before.after(changes)),
        concern.product(),
        concern.license(),
        concern.buyer(),
        concern.seller(),
        concern.viewers(),
        changes,
        recorded.event() instanceof LicenseEvent.LicenseClaimed);
  }

  private static Map<String, String> values(List<Change> changes, Known known) {
    Map<String, String> values = new TreeMap<>();
    for (Change change : changes) {
      String value = known.fact(change.subject(), change.fact());
      if (value != null) {
        values.put(change.fact(), value);
      }
    }
    return values;
  }

  private record Concern(
      @Nullable String product,
      @Nullable String license,
      @Nullable String buyer,
      @Nullable String seller,
      Set<String> viewers) {}

  private static Concern concern(Recorded<Event> recorded, Known before, Known after) {
    String stream = recorded.stream();
    return switch (recorded.event()) {
      case OrganizationEvent _ -> of(null, null, stream);
      case ProductEvent _ -> of(stream, after.fact(stream, TimelineFacts.SELLER));
      case NamespaceEvent _ ->
          of(
              null,
              after.fact(stream, TimelineFacts.OWNER),
              before.fact(stream, TimelineFacts.OWNER));
      case PackageEvent _ -> of(null, after.fact(stream, TimelineFacts.OWNER));
      case ReleaseEvent _ -> of(null, owner(after.fact(stream, TimelineFacts.PACKAGE), after));
      case LicenseEvent _ -> license(stream, before, after);
      case TokenEvent _ -> of(null, null, after.fact(stream, TimelineFacts.ORGANIZATION));
      case Event alien ->
          throw new IllegalArgumentException("an event nobody knows: " + alien.getClass());
    };
  }

  private static @Nullable String owner(@Nullable String pkg, Known known) {
    return pkg == null ? null : known.fact(pkg, TimelineFacts.OWNER);
  }

  private static Concern license(String stream, Known before, Known after) {
    String seller = after.fact(stream, TimelineFacts.SELLER);
    String buyer = after.fact(stream, TimelineFacts.BUYER);
    return new Concern(
        after.fact(stream, TimelineFacts.PRODUCT),
        stream,
        buyer,
        seller,
        viewers(seller, buyer, before.fact(stream, TimelineFacts.BUYER)));
  }

  private static Concern of(
      @Nullable String product, @Nullable String seller, @Nullable String... more) {
    Set<String> viewers = viewers(more);
    if (seller != null) {
      viewers.add(seller);
    }
    return new Concern(product, null, null, seller, viewers);
  }

  private static Set<String> viewers(@Nullable String... organizations) {
    return Arrays.stream(organizations)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .collect(Collectors.toSet());
  }
}
