package dev.packledger.projections.timeline;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.namespaces.NamespaceEvent;
import dev.packledger.domain.organizations.OrganizationEvent;
import dev.packledger.domain.packages.PackageEvent;
import dev.packledger.domain.products.ProductEvent;
import dev.packledger.domain.releases.ReleaseEvent;
import dev.packledger.domain.tokens.TokenEvent;

/**
 * The public name of every event type. The same names stand in the ledger, where the event codec
 * keeps them; projections do not know the codec, so a test of the whole compares the two.
 */
public final class TimelineTypes {
  private TimelineTypes() {}

  /**
   * @throws IllegalArgumentException for an event of no stream that is known here
   */
  public static String type(Event event) {
    return switch (event) {
      case OrganizationEvent organization -> organization(organization);
      case ProductEvent product -> product(product);
      case NamespaceEvent namespace -> namespace(namespace);
      case PackageEvent pkg -> pkg(pkg);
      case ReleaseEvent release -> release(release);
      case LicenseEvent license -> license(license);
      case TokenEvent token -> token(token);
      case Event alien ->
          throw new IllegalArgumentException("an event nobody knows: " + alien.getClass());
    };
  }

  private static String organization(OrganizationEvent event) {
    return switch (event) {
      case OrganizationEvent.OrganizationRegistered _ -> "organization.registered";
      case OrganizationEvent.OrganizationRenamed _ -> "organization.renamed";
      case OrganizationEvent.MemberInvited _ -> "organization.member_invited";
      case OrganizationEvent.MemberJoined _ -> "organization.member_joined";
      case OrganizationEvent.MemberRoleChanged _ -> "organization.member_role_changed";
      case OrganizationEvent.MemberRemoved _ -> "organization.member_removed";
      case OrganizationEvent.PipelineRegistered _ -> "organization.pipeline_registered";
      case OrganizationEvent.PipelineRemoved _ -> "organization.pipeline_removed";
      case OrganizationEvent.PaymentAccountConnected _ -> "organization.payment_account_connected";
      case OrganizationEvent.PaymentAccountDisconnected _ ->
          "organization.payment_account_disconnected";
    };
  }

  private static String product(ProductEvent event) {
    return switch (event) {
      case ProductEvent.ProductCreated _ -> "product.created";
      case ProductEvent.ProductRenamed _ -> "product.renamed";
      case ProductEvent.PackageAdded _ -> "product.package_added";
      case ProductEvent.PackageRemoved _ -> "product.package_removed";
      case ProductEvent.PlanPublished _ -> "product.plan_published";
      case ProductEvent.PlanRetired _ -> "product.plan_retired";
    };
  }

  private static String namespace(NamespaceEvent event) {
    return switch (event) {
      case NamespaceEvent.NamespaceRegistered _ -> "namespace.registered";
      case NamespaceEvent.NamespaceTransferred _ -> "namespace.transferred";
    };
  }

  private static String pkg(PackageEvent event) {
    return switch (event) {
      case PackageEvent.PackageRegistered _ -> "package.registered";
      case PackageEvent.TagMoved _ -> "package.tag_moved";
      case PackageEvent.TagRemoved _ -> "package.tag_removed";
    };
  }

  private static String release(ReleaseEvent event) {
    return switch (event) {
      case ReleaseEvent.ReleasePublished _ -> "release.published";
      case ReleaseEvent.ArtifactAdded _ -> "release.artifact_added";
      case ReleaseEvent.ReleaseYanked _ -> "release.yanked";
      case ReleaseEvent.ReleaseUnyanked _ -> "release.unyanked";
      case ReleaseEvent.ReleaseDeprecated _ -> "release.deprecated";
    };
  }

  private static String license(LicenseEvent event) {
    return switch (event) {
      case LicenseEvent.LicenseGranted _ -> "license.granted";
      case LicenseEvent.LicenseClaimed _ -> "license.claimed";
      case LicenseEvent.LicenseRenewed _ -> "license.renewed";
      case LicenseEvent.PaymentFailed _ -> "license.payment_failed";
      case LicenseEvent.LicensePastDue _ -> "license.past_due";
      case LicenseEvent.LicenseSuspended _ -> "license.suspended";
      case LicenseEvent.SuspensionLifted _ -> "license.suspension_lifted";
      case LicenseEvent.SeatsChanged _ -> "license.seats_changed";
      case LicenseEvent.SeatAssigned _ -> "license.seat_assigned";
      case LicenseEvent.SeatUnassigned _ -> "license.seat_unassigned";
      case LicenseEvent.PlanChanged _ -> "license.plan_changed";
      case LicenseEvent.CancellationScheduled _ -> "license.cancellation_scheduled";
      case LicenseEvent.CancellationWithdrawn _ -> "license.cancellation_withdrawn";
      case LicenseEvent.LicenseCancelled _ -> "license.cancelled";
      case LicenseEvent.LicenseExpired _ -> "license.expired";
      case LicenseEvent.LicenseRevoked _ -> "license.revoked";
      case LicenseEvent.RevocationReversed _ -> "license.revocation_reversed";
      case LicenseEvent.LicenseTransferred _ -> "license.transferred";
      case LicenseEvent.PaymentReceived _ -> "license.payment_received";
      case LicenseEvent.PaymentRefunded _ -> "license.payment_refunded";
    };
  }

  private static String token(TokenEvent event) {
    return switch (event) {
      case TokenEvent.TokenIssued _ -> "token.issued";
      case TokenEvent.TokenRotated _ -> "token.rotated";
      case TokenEvent.TokenRevoked _ -> "token.revoked";
    };
  }
}
