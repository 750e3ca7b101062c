package dev.packledger.registry.shared.running;

import dev.packledger.domain.access.AccessRules;
import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Facts;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.access.Standing;
import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.ledger.Commands;
import dev.packledger.domain.ledger.Context;
import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.namespaces.NamespaceId;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageCommand;
import dev.packledger.domain.packages.PackageDecider;
import dev.packledger.domain.packages.PackageEvent;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.packages.PackageState;
import dev.packledger.domain.releases.Artifact;
import dev.packledger.domain.releases.ReleaseCommand;
import dev.packledger.domain.releases.ReleaseDecider;
import dev.packledger.domain.releases.ReleaseEvent;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.projections.registryindex.IndexedPackageRow;
import dev.packledger.projections.registryindex.IndexedReleaseRow;
import dev.packledger.projections.registryindex.IndexedTagRow;
import dev.packledger.registry.shared.Access;
import dev.packledger.registry.shared.RegistryIndex;
import dev.packledger.registry.shared.StaleNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A ledger of packages and releases in memory, under the real deciders and the real access rule;
 * tokens and licences are facts that a test sets. Everything is applied at once.
 */
public final class World implements Commands, RegistryIndex, Access, Facts {
  private final Map<PackageId, PackageState> packages = new HashMap<>();
  private final Map<ReleaseId, Published> releases = new HashMap<>();
  private final Map<PackageId, Position> changes = new HashMap<>();
  private final Map<NamespaceId, OrganizationId> namespaces = new HashMap<>();
  private final Map<Digest, Facts.Token> tokens = new HashMap<>();
  private final Map<TokenId, Instant> removedHolders = new HashMap<>();
  private final List<Licensed> licenses = new ArrayList<>();
  private final List<Actor> actors = new ArrayList<>();
  private Position position = Position.START;
  private Instant now = Instant.parse("2025-01-01T00:00:00Z");
  private boolean stale;
  private boolean cutOff;

  /** A release with what is told of it elsewhere than in its own state. */
  private record Published(IndexedReleaseRow row, dev.packledger.domain.releases.Release state) {}

  /** A licence of a buyer. */
  public record Licensed(OrganizationId buyer, Facts.License license) {}

  public synchronized void now(Instant instant) {
    now = instant;
  }

  public synchronized Instant now() {
    return now;
  }

  public synchronized void stale(boolean unproven) {
    stale = unproven;
  }

  public synchronized void owns(OrganizationId owner, NamespaceId namespace) {
    namespaces.put(namespace, owner);
  }

  public synchronized void token(Digest secret, Facts.Token token) {
    tokens.put(secret, token);
  }

  public synchronized void remove(TokenId holderOf) {
    removedHolders.put(holderOf, now);
  }

  public synchronized void license(OrganizationId buyer, Facts.License license) {
    licenses.removeIf(held -> held.license().id().equals(license.id()));
    licenses.add(new Licensed(buyer, license));
    position = new Position(position.value() + 1);
  }

  public synchronized List<Actor> actors() {
    return List.copyOf(actors);
  }

  /** The next tag is not moved: the process dies before it. */
  public synchronized void cutOffTags() {
    cutOff = true;
  }

  @Override
  public synchronized Answer send(Command command, Actor actor, Cause cause) {
    if (cutOff && command instanceof PackageCommand.MoveTag) {
      cutOff = false;
      throw new IllegalStateException("cut off");
    }
    actors.add(actor);
    Context context = new Context(now, actor, cause);
    Outcome outcome =
        switch (command) {
          case PackageCommand asked ->
              PackageDecider.decide(packages.get(asked.pkg()), asked, context);
          case ReleaseCommand asked -> {
            Published published = releases.get(asked.release());
            yield ReleaseDecider.decide(
                published == null ? null : published.state(), asked, context);
          }
          default -> throw new AssertionError("not an adapter's command: " + command);
        };
    if (outcome instanceof Outcome.Accepted accepted) {
      accepted.events().forEach(event -> apply(command, event));
    }
    return new Answer(outcome, position);
  }

  private void apply(Command command, Event event) {
    position = new Position(position.value() + 1);
    switch (event) {
      case PackageEvent happened -> {
        PackageId pkg = ((PackageCommand) command).pkg();
        PackageState state = PackageDecider.evolve(packages.get(pkg), happened);
        packages.put(pkg, Objects.requireNonNull(state));
        changes.put(pkg, position);
      }
      case ReleaseEvent happened -> apply(((ReleaseCommand) command).release(), happened);
      default -> throw new AssertionError("not of packages: " + event);
    }
  }

  private void apply(ReleaseId id, ReleaseEvent event) {
    Published before = releases.get(id);
    var state = ReleaseDecider.evolve(before == null ? null : before.state(), event);
    if (state == null) {
      throw new AssertionError("no release " + id);
    }
    IndexedReleaseRow row =
        event instanceof ReleaseEvent.ReleasePublished published
            ? row(id, published)
            : Objects.requireNonNull(before).row();
    releases.put(
        id,
        new Published(
            new IndexedReleaseRow(
                id,
                row.pkg(),
                row.version(),
                row.platform(),
                row.channel(),
                row.packageMetadata(),
                artifacts(row, event),
                row.publishedAt(),
                row.publishedPosition(),
                state.yankReason() == null ? null : now,
                state.yankReason() == null ? null : position,
                state.yankReason(),
                state.deprecation().isEmpty() ? null : state.deprecation(),
                position),
            state));
    changes.put(row.pkg(), position);
  }

  private static List<Artifact> artifacts(IndexedReleaseRow row, ReleaseEvent event) {
    List<Artifact> artifacts = new ArrayList<>(row.artifacts());
    if (event instanceof ReleaseEvent.ArtifactAdded(Artifact added)) {
      artifacts.add(added);
    }
    return artifacts;
  }

  private IndexedReleaseRow row(ReleaseId id, ReleaseEvent.ReleasePublished event) {
    return new IndexedReleaseRow(
        id,
        event.pkg(),
        event.version(),
        event.platform(),
        event.channel(),
        event.packageMetadata(),
        event.artifacts(),
        now,
        position,
        null,
        null,
        null,
        null,
        position);
  }

  @Override
  public synchronized @Nullable IndexedPackageRow pkg(PackageId id) {
    PackageState state = packages.get(id);
    return state == null
        ? null
        : new IndexedPackageRow(
            id,
            state.ecosystem(),
            state.name(),
            state.owner(),
            changes.getOrDefault(id, Position.START));
  }

  @Override
  public synchronized List<IndexedReleaseRow> releases(PackageId pkg) {
    return releases.values().stream()
        .map(Published::row)
        .filter(row -> row.pkg().equals(pkg))
        .sorted(Comparator.comparing(IndexedReleaseRow::publishedPosition))
        .toList();
  }

  @Override
  public synchronized @Nullable IndexedReleaseRow indexed(ReleaseId release) {
    Published published = releases.get(release);
    return published == null ? null : published.row();
  }

  @Override
  public synchronized List<IndexedTagRow> tags(PackageId pkg) {
    List<IndexedTagRow> rows = new ArrayList<>();
    PackageState state = packages.get(pkg);
    if (state != null) {
      state
          .tags()
          .forEach((tag, version) -> rows.add(new IndexedTagRow(pkg, tag, version, now, position)));
    }
    return rows;
  }

  @Override
  public synchronized List<IndexedPackageRow> packages(
      OrganizationId organization, Ecosystem ecosystem) {
    Map<String, IndexedPackageRow> found = new TreeMap<>();
    packages.forEach(
        (id, state) -> {
          boolean named =
              licenses.stream()
                  .anyMatch(
                      held ->
                          held.buyer().equals(organization)
                              && held.license().terms().packages().contains(id));
          IndexedPackageRow row = pkg(id);
          if (row != null && (named || state.owner().equals(organization))) {
            found.put(state.name(), row);
          }
        });
    return List.copyOf(found.values());
  }

  @Override
  public synchronized @Nullable OrganizationId owner(NamespaceId namespace) {
    return namespaces.get(namespace);
  }

  @Override
  public synchronized Decision decide(Credential credential, Resource resource, Instant instant) {
    if (stale) {
      throw new StaleNode(2);
    }
    return AccessRules.decide(this, credential, resource, instant);
  }

  @Override
  public synchronized List<Decision> decideAll(
      Credential credential, List<? extends Resource> resources, Instant instant) {
    return resources.stream().map(each -> decide(credential, each, instant)).toList();
  }

  @Override
  public synchronized Standing decideStanding(
      Credential credential, List<? extends Resource> resources, Instant instant) {
    if (stale) {
      throw new StaleNode(2);
    }
    return AccessRules.decideStanding(this, credential, resources, instant);
  }

  @Override
  public String reference(Decision.Denied denied) {
    return "ref-" + denied.reason().code();
  }

  @Override
  public synchronized boolean awaitApplied(Position needed) {
    return needed.compareTo(position) <= 0;
  }

  @Override
  public synchronized Position position() {
    return position;
  }

  @Override
  public Instant recordedAt() {
    return Instant.EPOCH;
  }

  @Override
  public synchronized Facts.@Nullable Token token(Digest secret) {
    return tokens.get(secret);
  }

  @Override
  public synchronized Facts.@Nullable Token token(TokenId id) {
    return tokens.values().stream().filter(token -> token.id().equals(id)).findFirst().orElse(null);
  }

  @Override
  public synchronized Facts.@Nullable Presence presence(
      OrganizationId organization, Holder holder) {
    Instant removed =
        tokens.values().stream()
            .filter(token -> token.holder().equals(holder))
            .map(token -> removedHolders.get(token.id()))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    return new Facts.Presence(
        removed == null, removed == null ? Instant.EPOCH : removed, Role.ADMIN, null, position);
  }

  @Override
  public synchronized @Nullable OrganizationId owner(PackageId pkg) {
    PackageState state = packages.get(pkg);
    return state == null ? null : state.owner();
  }

  @Override
  public synchronized Facts.@Nullable Release release(ReleaseId release) {
    Published published = releases.get(release);
    if (published == null) {
      return null;
    }
    IndexedReleaseRow row = published.row();
    return new Facts.Release(
        release,
        row.pkg(),
        row.version(),
        row.channel(),
        row.publishedAt(),
        row.yanked(),
        row.publishedPosition());
  }

  @Override
  public synchronized List<Facts.License> licenses(
      OrganizationId buyer, PackageId pkg, Holder holder) {
    return licenses.stream()
        .filter(held -> held.buyer().equals(buyer))
        .map(Licensed::license)
        .filter(license -> license.terms().packages().contains(pkg))
        .sorted(Comparator.comparing(license -> license.id().value()))
        .toList();
  }

  /** A licence id for a test's word. */
  public static LicenseId licenseId(String word) {
    return LicenseId.ofPayment("test", "test", word);
  }
}
