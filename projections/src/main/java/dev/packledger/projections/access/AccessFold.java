package dev.packledger.projections.access;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.namespaces.NamespaceEvent;
import dev.packledger.domain.organizations.OrganizationEvent;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageEvent;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.products.ProductEvent;
import dev.packledger.domain.releases.ReleaseEvent;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.tokens.TokenEvent;
import dev.packledger.domain.tokens.TokenId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What each event means for access; empty for events that mean nothing to it. Pure. */
public final class AccessFold {
  private AccessFold() {}

  /** The change an event makes; an event that nobody knows throws. */
  public static Optional<AccessChange> change(Recorded<? extends Event> recorded) {
    Instant at = recorded.metadata().recordedAt();
    String stream = recorded.stream();
    return Optional.ofNullable(
        switch (recorded.event()) {
          case OrganizationEvent event -> organization(new OrganizationId(stream), event, at);
          case TokenEvent event -> token(new TokenId(stream), event, at);
          case PackageEvent event -> pkg(new PackageId(stream), event);
          case ReleaseEvent event -> release(new ReleaseId(stream), event, at);
          case LicenseEvent event -> license(new LicenseId(stream), event, at);
          case ProductEvent event -> null;
          case NamespaceEvent event -> null;
          case Event alien ->
              throw new IllegalArgumentException("an event nobody knows: " + alien.getClass());
        });
  }

  private static @Nullable AccessChange organization(
      OrganizationId id, OrganizationEvent event, Instant at) {
    return switch (event) {
      case OrganizationEvent.MemberInvited invited ->
          new AccessChange.HolderExpected(
              id, invited.member(), at, invited.role(), invited.roleUntil());
      case OrganizationEvent.MemberJoined joined ->
          new AccessChange.HolderArrived(id, joined.member(), at);
      case OrganizationEvent.MemberRoleChanged changed ->
          new AccessChange.HolderRoleChanged(
              id, changed.member(), changed.role(), changed.roleUntil());
      case OrganizationEvent.MemberRemoved removed ->
          new AccessChange.HolderLeft(id, removed.member(), at);
      case OrganizationEvent.PipelineRegistered registered ->
          new AccessChange.HolderArrived(id, registered.pipeline(), at);
      case OrganizationEvent.PipelineRemoved removed ->
          new AccessChange.HolderLeft(id, removed.pipeline(), at);
      case OrganizationEvent.OrganizationRegistered registered -> null;
      case OrganizationEvent.OrganizationRenamed renamed -> null;
      case OrganizationEvent.PaymentAccountConnected connected -> null;
      case OrganizationEvent.PaymentAccountDisconnected disconnected -> null;
    };
  }

  private static AccessChange token(TokenId id, TokenEvent event, Instant at) {
    return switch (event) {
      case TokenEvent.TokenIssued issued ->
          new AccessChange.TokenAdded(
              id,
              issued.organization(),
              issued.holder(),
              issued.scopes(),
              issued.secret(),
              at,
              issued.expiresAt(),
              issued.addresses());
      case TokenEvent.TokenRotated rotated -> {
        @Nullable Instant overlap = rotated.overlapUntil();
        yield new AccessChange.SecretReplaced(id, rotated.secret(), overlap == null ? at : overlap);
      }
      case TokenEvent.TokenRevoked revoked -> new AccessChange.TokenEnded(id, at);
    };
  }

  private static @Nullable AccessChange pkg(PackageId id, PackageEvent event) {
    return switch (event) {
      case PackageEvent.PackageRegistered registered ->
          new AccessChange.PackageOwned(id, registered.owner());
      case PackageEvent.TagMoved moved -> null;
      case PackageEvent.TagRemoved removed -> null;
    };
  }

  private static @Nullable AccessChange release(ReleaseId id, ReleaseEvent event, Instant at) {
    return switch (event) {
      case ReleaseEvent.ReleasePublished published ->
          new AccessChange.ReleaseAdded(
              id, published.pkg(), published.version(), published.channel(), at);
      case ReleaseEvent.ReleaseYanked yanked -> new AccessChange.ReleaseYankChanged(id, true);
      case ReleaseEvent.ReleaseUnyanked unyanked -> new AccessChange.ReleaseYankChanged(id, false);
      case ReleaseEvent.ArtifactAdded added -> null;
      case ReleaseEvent.ReleaseDeprecated deprecated -> null;
    };
  }

  private static @Nullable AccessChange license(LicenseId id, LicenseEvent event, Instant at) {
    return switch (event) {
      case LicenseEvent.LicenseGranted granted ->
          new AccessChange.LicenseAdded(
              id, granted.terms(), granted.buyer(), granted.startsAt(), granted.paidThrough());
      case LicenseEvent.LicenseClaimed claimed ->
          new AccessChange.BuyerChanged(id, claimed.buyer(), at);
      case LicenseEvent.LicenseTransferred transferred ->
          new AccessChange.BuyerChanged(id, transferred.buyer(), at);
      case LicenseEvent.PlanChanged changed ->
          new AccessChange.TermsChanged(id, changed.terms(), at);
      case LicenseEvent.LicenseRenewed renewed ->
          new AccessChange.PaidThroughMoved(id, renewed.paidThrough());
      case LicenseEvent.LicenseSuspended suspended ->
          new AccessChange.Suspended(id, suspended.reason(), at);
      case LicenseEvent.SuspensionLifted lifted ->
          new AccessChange.SuspensionEnded(id, lifted.reason());
      case LicenseEvent.LicenseRevoked revoked ->
          new AccessChange.Revoked(id, revoked.reason(), at);
      case LicenseEvent.RevocationReversed reversed ->
          new AccessChange.RevocationEnded(id, reversed.reason());
      case LicenseEvent.SeatAssigned assigned -> new AccessChange.SeatTaken(id, assigned.holder());
      case LicenseEvent.SeatUnassigned unassigned ->
          new AccessChange.SeatFreed(id, unassigned.holder());
      case LicenseEvent.CancellationScheduled scheduled ->
          new AccessChange.CancellationMoved(id, scheduled.at());
      case LicenseEvent.CancellationWithdrawn withdrawn ->
          new AccessChange.CancellationMoved(id, null);
      case LicenseEvent.LicenseCancelled cancelled -> new AccessChange.Cancelled(id, at);
      case LicenseEvent.PaymentFailed failed -> null;
      case LicenseEvent.LicensePastDue pastDue -> null;
      case LicenseEvent.SeatsChanged changed -> null;
      case LicenseEvent.LicenseExpired expired -> null;
      case LicenseEvent.PaymentReceived received -> null;
      case LicenseEvent.PaymentRefunded refunded -> null;
    };
  }
}
