package dev.packledger.projections.timeline;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.products.ProductId;
import dev.packledger.domain.releases.ReleaseEvent.ReleasePublished;
import dev.packledger.domain.terms.Terms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom and what a licence concerned through a moment, as its own events say.
 *
 * @param held every buyer that it ever had, and through which position; {@link #STILL} for the
 *     present one
 * @param terms every snapshot that it ever had, in order
 */
public record LicenseCircle(
    LicenseId license,
    ProductId product,
    OrganizationId seller,
    Map<OrganizationId, Position> held,
    List<Terms> terms) {
  static final Position STILL = new Position(Long.MAX_VALUE);

  public LicenseCircle {
    held = Collections.unmodifiableMap(new LinkedHashMap<>(held));
    terms = List.copyOf(terms);
  }

  /**
   * The circle of a licence.
   *
   * @param stream the licence's events through the moment, in order
   * @return empty where it was not granted yet
   */
  public static Optional<LicenseCircle> of(LicenseId license, List<Recorded<Event>> stream) {
    if (stream.isEmpty()
        || !(stream.getFirst().event() instanceof LicenseEvent.LicenseGranted granted)) {
      return Optional.empty();
    }
    Map<OrganizationId, Position> held = new LinkedHashMap<>();
    List<Terms> terms = new ArrayList<>(List.of(granted.terms()));
    for (Recorded<Event> recorded : stream) {
      switch (recorded.event()) {
        case LicenseEvent.LicenseGranted first -> passTo(first.buyer(), recorded, held);
        case LicenseEvent.LicenseClaimed claimed -> passTo(claimed.buyer(), recorded, held);
        case LicenseEvent.LicenseTransferred moved -> passTo(moved.buyer(), recorded, held);
        case LicenseEvent.PlanChanged changed -> terms.add(changed.terms());
        case Event other -> {}
      }
    }
    return Optional.of(
        new LicenseCircle(license, granted.product(), granted.seller(), held, terms));
  }

  private static void passTo(
      @Nullable OrganizationId buyer,
      Recorded<Event> recorded,
      Map<OrganizationId, Position> held) {
    held.replaceAll((former, through) -> through.equals(STILL) ? recorded.position() : through);
    if (buyer != null) {
      held.put(buyer, STILL);
    }
  }

  /** Who has it; null while it is to be claimed. */
  public @Nullable OrganizationId buyer() {
    return held.entrySet().stream()
        .filter(entry -> entry.getValue().equals(STILL))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  /** Every package that its terms name or named. */
  public Set<PackageId> packages() {
    Set<PackageId> packages = new LinkedHashSet<>();
    terms.forEach(snapshot -> packages.addAll(snapshot.packages()));
    return packages;
  }

  /** The streams that are known by the licence's own events, itself included. */
  public Set<String> streams() {
    Set<String> streams = new LinkedHashSet<>(List.of(license.value(), product.value()));
    streams.add(seller.value());
    held.keySet().forEach(buyer -> streams.add(buyer.value()));
    packages().forEach(pkg -> streams.add(pkg.value()));
    return streams;
  }

  /** Whether what an organisation does bears on the licence: it has it, or will get it again. */
  boolean isHeldAfter(OrganizationId organization, Position position) {
    Position through = held.get(organization);
    return through != null && position.compareTo(through) <= 0;
  }

  /** Whether some snapshot of its terms names the release's package, version and channel. */
  boolean names(ReleasePublished release) {
    return terms.stream()
        .anyMatch(
            snapshot ->
                snapshot.packages().contains(release.pkg())
                    && (snapshot.versions() == null
                        || snapshot.versions().allows(release.version()))
                    && (snapshot.channels().isEmpty()
                        || snapshot.channels().contains(release.channel())));
  }
}
