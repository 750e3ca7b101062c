package dev.packledger.domain.access;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.OrganizationEvent;
import dev.packledger.domain.organizations.OrganizationEvent.MemberInvited;
import dev.packledger.domain.organizations.OrganizationEvent.MemberJoined;
import dev.packledger.domain.organizations.OrganizationEvent.MemberRemoved;
import dev.packledger.domain.organizations.OrganizationEvent.MemberRoleChanged;
import dev.packledger.domain.organizations.OrganizationEvent.PipelineRegistered;
import dev.packledger.domain.organizations.OrganizationEvent.PipelineRemoved;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.packages.PackageEvent.PackageRegistered;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseEvent.ReleasePublished;
import dev.packledger.domain.releases.ReleaseEvent.ReleaseUnyanked;
import dev.packledger.domain.releases.ReleaseEvent.ReleaseYanked;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.tokens.TokenEvent;
import dev.packledger.domain.tokens.TokenEvent.TokenIssued;
import dev.packledger.domain.tokens.TokenEvent.TokenRevoked;
import dev.packledger.domain.tokens.TokenEvent.TokenRotated;
import dev.packledger.domain.tokens.TokenId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The facts by the plainest means: the whole history is read again for every question. What the
 * fast implementations must answer, this one says.
 */
public final class ReferenceFacts implements Facts {
  private final List<Recorded<? extends Event>> history = new ArrayList<>();

  /** Appends the next event of the ledger. */
  public void apply(Recorded<? extends Event> recorded) {
    history.add(recorded);
  }

  @Override
  public Position position() {
    return history.isEmpty() ? Position.START : history.getLast().position();
  }

  @Override
  public Instant recordedAt() {
    return history.isEmpty() ? Instant.EPOCH : history.getLast().metadata().recordedAt();
  }

  @Override
  public @Nullable Token token(Digest secret) {
    return history.stream()
        .filter(recorded -> recorded.event() instanceof TokenIssued)
        .map(recorded -> new TokenId(recorded.stream()))
        .distinct()
        .map(id -> token(id, secret))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  @Override
  public @Nullable Token token(TokenId id) {
    return token(id, null);
  }

  /** The token as the secret sees it; null where the secret is none of its last two. */
  private @Nullable Token token(TokenId id, @Nullable Digest secret) {
    @Nullable TokenIssued issued = null;
    Instant issuedAt = Instant.EPOCH;
    @Nullable Instant revokedAt = null;
    @Nullable Digest present = null;
    @Nullable Digest previous = null;
    @Nullable Instant previousEndsAt = null;
    Position last = Position.START;
    for (Recorded<? extends Event> recorded : stream(id.value())) {
      if (!(recorded.event() instanceof TokenEvent event)) {
        continue;
      }
      Instant at = recorded.metadata().recordedAt();
      last = recorded.position();
      switch (event) {
        case TokenIssued now -> {
          issued = now;
          issuedAt = at;
          present = now.secret();
        }
        case TokenRotated rotated -> {
          previous = present;
          previousEndsAt = rotated.overlapUntil() == null ? at : rotated.overlapUntil();
          present = rotated.secret();
        }
        case TokenRevoked revoked -> revokedAt = at;
      }
    }
    boolean isPrevious = secret != null && secret.equals(previous);
    if (issued == null || (secret != null && !secret.equals(present) && !isPrevious)) {
      return null;
    }
    return new Token(
        id,
        issued.organization(),
        issued.holder(),
        issued.scopes(),
        isPrevious ? previousEndsAt : null,
        issuedAt,
        issued.expiresAt(),
        revokedAt,
        issued.addresses(),
        last);
  }

  @Override
  public @Nullable Presence presence(OrganizationId organization, Holder holder) {
    @Nullable Presence presence = null;
    for (Recorded<? extends Event> recorded : stream(organization.value())) {
      if (recorded.event() instanceof OrganizationEvent event) {
        presence = presence(presence, event, holder, recorded);
      }
    }
    return presence;
  }

  private static @Nullable Presence presence(
      @Nullable Presence before,
      OrganizationEvent event,
      Holder holder,
      Recorded<? extends Event> recorded) {
    Instant at = recorded.metadata().recordedAt();
    Position position = recorded.position();
    @Nullable Instant until = before == null ? null : before.until();
    @Nullable Role role = before == null ? null : before.role();
    if (event instanceof MemberInvited invited && invited.member().equals(holder)) {
      return new Presence(false, at, invited.role(), invited.roleUntil(), position);
    }
    if (event instanceof MemberJoined joined && joined.member().equals(holder)) {
      return new Presence(true, at, role, until, position);
    }
    if (event instanceof MemberRoleChanged changed
        && changed.member().equals(holder)
        && before != null) {
      return new Presence(
          before.present(), before.since(), changed.role(), changed.roleUntil(), position);
    }
    if (event instanceof PipelineRegistered registered && registered.pipeline().equals(holder)) {
      return new Presence(true, at, null, null, position);
    }
    boolean removed =
        (event instanceof MemberRemoved member && member.member().equals(holder))
            || (event instanceof PipelineRemoved pipeline && pipeline.pipeline().equals(holder));
    return removed && before != null ? new Presence(false, at, role, until, position) : before;
  }

  @Override
  public @Nullable OrganizationId owner(PackageId pkg) {
    for (Recorded<? extends Event> recorded : stream(pkg.value())) {
      if (recorded.event() instanceof PackageRegistered registered) {
        return registered.owner();
      }
    }
    return null;
  }

  @Override
  public @Nullable Release release(ReleaseId id) {
    @Nullable Release release = null;
    for (Recorded<? extends Event> recorded : stream(id.value())) {
      if (recorded.event() instanceof ReleasePublished published) {
        release =
            new Release(
                id,
                published.pkg(),
                published.version(),
                published.channel(),
                recorded.metadata().recordedAt(),
                false,
                recorded.position());
      } else if (release != null && recorded.event() instanceof ReleaseYanked) {
        release = yanked(release, true);
      } else if (release != null && recorded.event() instanceof ReleaseUnyanked) {
        release = yanked(release, false);
      }
    }
    return release;
  }

  private static Release yanked(Release release, boolean yanked) {
    return new Release(
        release.id(),
        release.pkg(),
        release.version(),
        release.channel(),
        release.publishedAt(),
        yanked,
        release.decidedAt());
  }

  @Override
  public List<License> licenses(OrganizationId buyer, PackageId pkg, Holder holder) {
    return history.stream()
        .filter(recorded -> recorded.event() instanceof LicenseEvent)
        .map(recorded -> recorded.stream())
        .distinct()
        .sorted()
        .map(id -> new ReferenceLicense(new LicenseId(id), stream(id)).asSeenBy(buyer, pkg, holder))
        .filter(Objects::nonNull)
        .toList();
  }

  private List<Recorded<? extends Event>> stream(String id) {
    return history.stream().filter(recorded -> recorded.stream().equals(id)).toList();
  }
}
