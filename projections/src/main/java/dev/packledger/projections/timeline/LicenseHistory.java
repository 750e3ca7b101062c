package dev.packledger.projections.timeline;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.licenses.License;
import dev.packledger.domain.licenses.LicenseDecider;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.namespaces.NamespaceEvent;
import dev.packledger.domain.organizations.OrganizationEvent;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageEvent;
import dev.packledger.domain.products.ProductEvent;
import dev.packledger.domain.releases.ReleaseEvent;
import dev.packledger.domain.tokens.TokenEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that bears on one licence, folded from events alone: what happened to the licence
 * itself; to the tokens, members and pipelines of whoever has it or will get it; to the releases
 * that its terms name. Hand it the whole ledger, or only the streams concerned, in the order of
 * positions: it tells the same. For one thread.
 */
public final class LicenseHistory {
  private final LicenseCircle circle;
  private final Set<String> streams;
  private final Map<String, OrganizationId> tokens = new HashMap<>();
  private final Set<String> releases = new HashSet<>();
  private final Map<String, Map<String, String>> facts = new HashMap<>();
  private @Nullable License license;

  public LicenseHistory(LicenseCircle circle) {
    this.circle = circle;
    this.streams = circle.streams();
  }

  /** The licence after the last event; null before it was granted. */
  public @Nullable License license() {
    return license;
  }

  /**
   * Takes the next event.
   *
   * @return what it adds to the history; empty where it does not bear on the licence
   */
  public Optional<LicenseHistoryEntry> next(Recorded<Event> recorded) {
    if (!isOf(recorded)) {
      return Optional.empty();
    }
    if (recorded.event() instanceof LicenseEvent event) {
      license = LicenseDecider.evolve(license, event);
    }
    Optional<LicenseHistoryEntry> entry =
        bears(recorded) ? Optional.of(entry(recorded)) : Optional.empty();
    TimelineFacts.changes(recorded, this::fact).forEach(this::learn);
    return entry;
  }

  /** Whether the event's stream is one of those that are followed. */
  private boolean isOf(Recorded<Event> recorded) {
    String stream = recorded.stream();
    return switch (recorded.event()) {
      case TokenEvent.TokenIssued issued -> {
        if (circle.held().containsKey(issued.organization())) {
          tokens.put(stream, issued.organization());
        }
        yield tokens.containsKey(stream);
      }
      case TokenEvent _ -> tokens.containsKey(stream);
      case ReleaseEvent.ReleasePublished published -> {
        if (circle.names(published)) {
          releases.add(stream);
        }
        yield releases.contains(stream);
      }
      case ReleaseEvent _ -> releases.contains(stream);
      case Event _ -> streams.contains(stream);
    };
  }

  /**
   * Whether the event is told; others of the streams followed only teach what things are called.
   */
  private boolean bears(Recorded<Event> recorded) {
    return switch (recorded.event()) {
      case LicenseEvent _ -> true;
      case ReleaseEvent _ -> true;
      case TokenEvent _ -> isOfHolder(tokens.get(recorded.stream()), recorded);
      case OrganizationEvent event ->
          changesHolders(event) && isOfHolder(new OrganizationId(recorded.stream()), recorded);
      case ProductEvent _ -> false;
      case PackageEvent _ -> false;
      case NamespaceEvent _ -> false;
      case Event alien ->
          throw new IllegalArgumentException("an event nobody knows: " + alien.getClass());
    };
  }

  private boolean isOfHolder(@Nullable OrganizationId organization, Recorded<Event> recorded) {
    return organization != null && circle.isHeldAfter(organization, recorded.position());
  }

  private static boolean changesHolders(OrganizationEvent event) {
    return switch (event) {
      case OrganizationEvent.MemberInvited _,
          OrganizationEvent.MemberJoined _,
          OrganizationEvent.MemberRoleChanged _,
          OrganizationEvent.MemberRemoved _,
          OrganizationEvent.PipelineRegistered _,
          OrganizationEvent.PipelineRemoved _ ->
          true;
      case OrganizationEvent.OrganizationRegistered _,
          OrganizationEvent.OrganizationRenamed _,
          OrganizationEvent.PaymentAccountConnected _,
          OrganizationEvent.PaymentAccountDisconnected _ ->
          false;
    };
  }

  private LicenseHistoryEntry entry(Recorded<Event> recorded) {
    TimelineEntry told = TimelineFold.entry(recorded, this::fact);
    Set<String> viewers = new HashSet<>(told.viewers());
    if (recorded.event() instanceof ReleaseEvent) {
      circle.held().keySet().forEach(buyer -> viewers.add(buyer.value()));
    }
    return new LicenseHistoryEntry(
        recorded,
        told.type(),
        told.sentence(),
        new TreeMap<>(told.before()),
        new TreeMap<>(told.after()),
        license,
        viewers);
  }

  private @Nullable String fact(String subject, String fact) {
    return facts.getOrDefault(subject, Map.of()).get(fact);
  }

  private void learn(Known.Change change) {
    Map<String, String> known = facts.computeIfAbsent(change.subject(), subject -> new HashMap<>());
    String value = change.value();
    if (value == null) {
      known.remove(change.fact());
    } else {
      known.put(change.fact(), value);
    }
  }
}
