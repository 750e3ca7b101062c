package dev.packledger.domain.access;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.terms.AddressBlock;
import dev.packledger.domain.tokens.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The single point where access is decided: pure, total, without clock, cache or I/O.
 *
 * <p>Reasons are tried in the order of {@link Reason}; the first that applies is told. Of several
 * licences one that allows is enough. Where none does, the licence nearest to allowing speaks: the
 * one whose reason stands last in the order, because everything before it holds; of equals the
 * first in id order.
 */
public final class AccessRules {
  private final Facts facts;
  private final Instant instant;
  private final @Nullable String address;
  private final List<Position> decidedAt = new ArrayList<>(4);
  private Facts.@Nullable Token token;
  private @Nullable Instant until;

  private AccessRules(Facts facts, Instant instant, @Nullable String address) {
    this.facts = facts;
    this.instant = instant;
    this.address = address;
  }

  /**
   * Decides at the greater of {@code clock} and the last recorded time.
   *
   * @param facts as of one position
   * @param clock now, or the instant asked about, cut to microseconds
   */
  public static Decision decide(
      Facts facts, Credential credential, Resource resource, Instant clock) {
    Instant recordedAt = facts.recordedAt();
    Instant instant = clock.isAfter(recordedAt) ? clock : recordedAt;
    return new AccessRules(facts, instant, credential.address()).decide(credential, resource);
  }

  /**
   * Decides about several resources as {@link #decide} does about each, in their order, and looks
   * up only once what they have in common.
   */
  public static List<Decision> decideAll(
      Facts facts, Credential credential, List<? extends Resource> resources, Instant clock) {
    Facts once = once(facts);
    return resources.stream().map(each -> decide(once, credential, each, clock)).toList();
  }

  /** Decides as {@link #decideAll} does, and tells how long all of it stands. */
  public static Standing decideStanding(
      Facts facts, Credential credential, List<? extends Resource> resources, Instant clock) {
    Facts once = once(facts);
    Instant instant = clock.isAfter(once.recordedAt()) ? clock : once.recordedAt();
    List<Decision> decisions = new ArrayList<>(resources.size());
    @Nullable Instant until = null;
    for (Resource resource : resources) {
      AccessRules rules = new AccessRules(once, instant, credential.address());
      decisions.add(rules.decide(credential, resource));
      until = earlier(until, rules.until);
    }
    return new Standing(decisions, until);
  }

  /** The same facts, for several questions in a row on one thread: none is looked up twice. */
  public static Facts once(Facts facts) {
    return new RememberedFacts(facts);
  }

  private Decision decide(Credential credential, Resource resource) {
    Facts.@Nullable Token found =
        switch (credential) {
          case Credential.Secret secret -> facts.token(secret.digest());
          case Credential.Named named -> facts.token(named.token());
        };
    token = found;
    if (resource instanceof Resource.Closed closed) {
      return denied(new Objection(reason(closed.barrier()), null));
    }
    if (found == null) {
      return denied(new Objection(Reason.TOKEN_UNKNOWN, null));
    }
    decidedAt.add(found.decidedAt());
    @Nullable OrganizationId owner = owner(resource);
    boolean own = resource.organization().equals(owner);
    @Nullable Objection objection = tokenObjection(found, resource, own);
    if (objection == null) {
      objection = holderObjection(found, resource, own);
    }
    if (objection != null) {
      return denied(objection);
    }
    return switch (resource) {
      case Resource.Account account -> allowed(found, null);
      case Resource.Closed closed -> throw new AssertionError("denied before: " + closed);
      case Resource.Publish publish -> publishing(found, owner, own);
      case Resource.Browse browse -> using(found, owner, own, browse.pkg(), null, false);
      case Resource.Install install ->
          using(
              found,
              owner,
              own,
              install.pkg(),
              releaseOf(install.pkg(), facts.release(install.release())),
              true);
    };
  }

  private static Reason reason(Resource.Barrier barrier) {
    return switch (barrier) {
      case UNKNOWN_REQUEST -> Reason.REQUEST_UNKNOWN;
      case READ_ONLY -> Reason.REQUEST_READ_ONLY;
    };
  }

  private @Nullable OrganizationId owner(Resource resource) {
    return switch (resource) {
      case Resource.Account account -> null;
      case Resource.Closed closed -> null;
      case Resource.Publish publish -> facts.owner(publish.pkg());
      case Resource.Browse browse -> facts.owner(browse.pkg());
      case Resource.Install install -> facts.owner(install.pkg());
    };
  }

  private static Facts.@Nullable Release releaseOf(PackageId pkg, Facts.@Nullable Release release) {
    return release != null && release.pkg().equals(pkg) ? release : null;
  }

  private @Nullable Objection tokenObjection(Facts.Token token, Resource resource, boolean own) {
    if (token.revokedAt() != null) {
      return new Objection(Reason.TOKEN_REVOKED, token.revokedAt());
    }
    @Nullable Instant end = earlier(token.secretEndsAt(), token.expiresAt());
    if (hasCome(end)) {
      return new Objection(Reason.TOKEN_EXPIRED, end);
    }
    if (!token.organization().equals(resource.organization())) {
      return new Objection(Reason.TOKEN_OTHER_ORGANIZATION, null);
    }
    if (!isWithin(token.addresses())) {
      return new Objection(Reason.TOKEN_ADDRESS, null);
    }
    return suffices(resource, own, token.scopes()::contains)
        ? null
        : new Objection(Reason.TOKEN_SCOPE, null);
  }

  private static boolean suffices(Resource resource, boolean own, Predicate<Scope> has) {
    return switch (resource) {
      case Resource.Account account -> has.test(account.scope());
      case Resource.Closed closed -> false;
      case Resource.Publish publish -> has.test(Scope.PUBLISH);
      case Resource.Browse browse -> mayRead(own, has);
      case Resource.Install install -> mayRead(own, has);
    };
  }

  /** Whoever may publish a package may read it. */
  private static boolean mayRead(boolean own, Predicate<Scope> has) {
    return has.test(Scope.READ) || (own && has.test(Scope.PUBLISH));
  }

  private @Nullable Objection holderObjection(Facts.Token token, Resource resource, boolean own) {
    Facts.@Nullable Presence presence = facts.presence(token.organization(), token.holder());
    if (presence == null) {
      return new Objection(Reason.HOLDER_REMOVED, null);
    }
    decidedAt.add(presence.decidedAt());
    if (!presence.present()) {
      return new Objection(Reason.HOLDER_REMOVED, presence.since());
    }
    if (hasCome(presence.until())) {
      return new Objection(Reason.HOLDER_REMOVED, presence.until());
    }
    Set<Scope> carried = RoleScopes.of(presence.role());
    return suffices(
            resource, own, scope -> token.scopes().contains(scope) && carried.contains(scope))
        ? null
        : new Objection(Reason.HOLDER_ROLE, null);
  }

  private Decision publishing(Facts.Token token, @Nullable OrganizationId owner, boolean own) {
    if (owner == null) {
      return denied(new Objection(Reason.PACKAGE_UNKNOWN, null));
    }
    return own ? allowed(token, null) : denied(new Objection(Reason.PACKAGE_NOT_OWNED, null));
  }

  /**
   * Installing or browsing.
   *
   * @param release null where none is asked for, or where it does not exist
   */
  private Decision using(
      Facts.Token token,
      @Nullable OrganizationId owner,
      boolean own,
      PackageId pkg,
      Facts.@Nullable Release release,
      boolean releaseNeeded) {
    if (owner == null) {
      return denied(new Objection(Reason.PACKAGE_UNKNOWN, null));
    }
    List<Facts.License> licenses =
        own ? List.of() : facts.licenses(token.organization(), pkg, token.holder());
    if (!own && licenses.isEmpty()) {
      return denied(new Objection(Reason.PACKAGE_NOT_LICENSED, null));
    }
    if (releaseNeeded && release == null) {
      return denied(new Objection(Reason.RELEASE_UNKNOWN, null));
    }
    if (release != null) {
      decidedAt.add(release.decidedAt());
    }
    return own ? allowed(token, null) : anyOf(token, licenses, release);
  }

  private Decision anyOf(
      Facts.Token token, List<Facts.License> licenses, Facts.@Nullable Release release) {
    @Nullable Objection nearest = null;
    for (Facts.License license : licenses) {
      @Nullable Objection objection = licenseObjection(token, license, release);
      if (objection == null) {
        return allowed(token, license);
      }
      if (nearest == null || objection.reason().compareTo(nearest.reason()) > 0) {
        nearest = objection;
      }
    }
    if (nearest == null) {
      throw new AssertionError("asked of no licence");
    }
    return denied(nearest);
  }

  private @Nullable Objection licenseObjection(
      Facts.Token token, Facts.License license, Facts.@Nullable Release release) {
    if (license.lostAt() != null) {
      Reason reason =
          license.transferred() ? Reason.LICENSE_TRANSFERRED : Reason.PACKAGE_NOT_COVERED;
      return new Objection(reason, license.lostAt(), license);
    }
    if (license.revokedAt() != null) {
      return new Objection(Reason.LICENSE_REVOKED, license.revokedAt(), license);
    }
    if (license.suspendedAt() != null) {
      return new Objection(Reason.LICENSE_SUSPENDED, license.suspendedAt(), license);
    }
    if (!hasCome(license.startsAt())) {
      return new Objection(Reason.LICENSE_NOT_STARTED, null, license);
    }
    @Nullable Objection uncovered = release == null ? null : coverageObjection(license, release);
    @Nullable Objection lapsed = lapse(license);
    if (lapsed != null && !survivesLapse(license, uncovered)) {
      return lapsed;
    }
    @Nullable Objection unfit = fitness(token, license);
    return unfit != null ? unfit : uncovered;
  }

  /** A lapse hides what is new, not what was paid for, where the terms say so. */
  private static boolean survivesLapse(Facts.License license, @Nullable Objection uncovered) {
    return switch (license.terms().onLapse()) {
      case REVOKE_EVERYTHING -> false;
      case KEEP_COVERED_RELEASES -> uncovered == null;
    };
  }

  /** Cancelled or expired, as deadlines have it: no event needs to have recorded their passing. */
  private @Nullable Objection lapse(Facts.License license) {
    @Nullable Instant cancelled = cancelledSince(license);
    if (cancelled != null) {
      return new Objection(Reason.LICENSE_CANCELLED, cancelled, license);
    }
    @Nullable Instant paidThrough = license.paidThrough();
    @Nullable Instant end = paidThrough == null ? null : license.terms().graceEnd(paidThrough);
    return hasCome(end) ? new Objection(Reason.LICENSE_EXPIRED, end, license) : null;
  }

  private @Nullable Instant cancelledSince(Facts.License license) {
    return earlier(
        license.cancelledAt(), hasCome(license.cancelsAt()) ? license.cancelsAt() : null);
  }

  /** Whether this token of this holder may use the licence at all. */
  private @Nullable Objection fitness(Facts.Token token, Facts.License license) {
    if (license.terms().seats().counts(token.holder()) && !license.seated()) {
      return new Objection(Reason.SEAT_MISSING, null, license);
    }
    @Nullable Instant tooOldAt = license.terms().tokens().end(token.issuedAt());
    if (hasCome(tooOldAt)) {
      return new Objection(Reason.TOKEN_TOO_OLD, tooOldAt, license);
    }
    return isWithin(license.terms().tokens().addresses())
        ? null
        : new Objection(Reason.LICENSE_ADDRESS, null, license);
  }

  /**
   * Covered is what was published before the paid-through (or the end of the updates' period), the
   * catalogue from before the purchase included; grace adds nothing. Where there is no end of what
   * is paid, a cancellation is the end.
   */
  private @Nullable Objection coverageObjection(Facts.License license, Facts.Release release) {
    var versions = license.terms().versions();
    if (versions != null && !versions.allows(release.version())) {
      return new Objection(Reason.VERSION_NOT_COVERED, null, license);
    }
    var channels = license.terms().channels();
    if (!channels.isEmpty() && !channels.contains(release.channel())) {
      return new Objection(Reason.CHANNEL_NOT_COVERED, null, license);
    }
    @Nullable Instant end =
        license
            .terms()
            .coveredEnd(license.startsAt(), license.paidThrough(), license.renewedThrough());
    if (end == null) {
      end = cancelledSince(license);
    }
    return end == null || release.publishedAt().isBefore(end)
        ? null
        : new Objection(Reason.RELEASE_NOT_COVERED, end, license);
  }

  /** Whether the caller's address lies in one of the blocks; none means everywhere. */
  private boolean isWithin(List<String> blocks) {
    if (blocks.isEmpty()) {
      return true;
    }
    @Nullable String caller = address;
    return caller != null
        && blocks.stream().anyMatch(block -> AddressBlock.contains(block, caller));
  }

  /** Intervals are half-open: at its end something is over. */
  private boolean hasCome(@Nullable Instant end) {
    if (end == null || !instant.isBefore(end)) {
      return end != null;
    }
    until = earlier(until, end);
    return false;
  }

  private static @Nullable Instant earlier(@Nullable Instant left, @Nullable Instant right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    return left.isBefore(right) ? left : right;
  }

  private Decision allowed(Facts.Token by, Facts.@Nullable License license) {
    return new Decision.Allowed(
        facts.position(), instant, by.id(), ids(license), positions(license));
  }

  private Decision denied(Objection objection) {
    return new Decision.Denied(
        objection.reason(),
        objection.since(),
        facts.position(),
        instant,
        token == null ? null : token.id(),
        ids(objection.license()),
        positions(objection.license()));
  }

  private static List<LicenseId> ids(Facts.@Nullable License license) {
    return license == null ? List.of() : List.of(license.id());
  }

  private List<Position> positions(Facts.@Nullable License license) {
    if (license != null) {
      decidedAt.add(license.decidedAt());
    }
    return List.copyOf(decidedAt);
  }

  /** A reason against, since when, and the licence that gave it, if one did. */
  private record Objection(
      Reason reason, @Nullable Instant since, Facts.@Nullable License license) {
    Objection(Reason reason, @Nullable Instant since) {
      this(reason, since, null);
    }
  }
}
