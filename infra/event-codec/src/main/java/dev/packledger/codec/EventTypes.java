package dev.packledger.codec;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.namespaces.NamespaceEvent;
import dev.packledger.domain.organizations.OrganizationEvent;
import dev.packledger.domain.packages.PackageEvent;
import dev.packledger.domain.products.ProductEvent;
import dev.packledger.domain.releases.ReleaseEvent;
import dev.packledger.domain.tokens.TokenEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The one table of event names. A name is the stream's word, a dot, and what happened; it is never
 * a class name, never renamed and never used for anything else.
 */
public final class EventTypes {
  /** Every event of the ledger. */
  public static final EventTypes LEDGER =
      new EventTypes(
          List.of(
              first("organization.registered", OrganizationEvent.OrganizationRegistered.class),
              first("organization.renamed", OrganizationEvent.OrganizationRenamed.class),
              first("organization.member_invited", OrganizationEvent.MemberInvited.class),
              first("organization.member_joined", OrganizationEvent.MemberJoined.class),
              first("organization.member_role_changed", OrganizationEvent.MemberRoleChanged.class),
              first("organization.member_removed", OrganizationEvent.MemberRemoved.class),
              first("organization.pipeline_registered", OrganizationEvent.PipelineRegistered.class),
              first("organization.pipeline_removed", OrganizationEvent.PipelineRemoved.class),
              first(
                  "organization.payment_account_connected",
                  OrganizationEvent.PaymentAccountConnected.class),
              first(
                  "organization.payment_account_disconnected",
                  OrganizationEvent.PaymentAccountDisconnected.class),
              first("product.created", ProductEvent.ProductCreated.class),
              first("product.renamed", ProductEvent.ProductRenamed.class),
              first("product.package_added", ProductEvent.PackageAdded.class),
              first("product.package_removed", ProductEvent.PackageRemoved.class),
              first("product.plan_published", ProductEvent.PlanPublished.class),
              first("product.plan_retired", ProductEvent.PlanRetired.class),
              first("namespace.registered", NamespaceEvent.NamespaceRegistered.class),
              first("namespace.transferred", NamespaceEvent.NamespaceTransferred.class),
              first("package.registered", PackageEvent.PackageRegistered.class),
              first("package.tag_moved", PackageEvent.TagMoved.class),
              first("package.tag_removed", PackageEvent.TagRemoved.class),
              first("release.published", ReleaseEvent.ReleasePublished.class),
              first("release.artifact_added", ReleaseEvent.ArtifactAdded.class),
              first("release.yanked", ReleaseEvent.ReleaseYanked.class),
              first("release.unyanked", ReleaseEvent.ReleaseUnyanked.class),
              first("release.deprecated", ReleaseEvent.ReleaseDeprecated.class),
              first("license.granted", LicenseEvent.LicenseGranted.class),
              first("license.claimed", LicenseEvent.LicenseClaimed.class),
              first("license.renewed", LicenseEvent.LicenseRenewed.class),
              first("license.payment_failed", LicenseEvent.PaymentFailed.class),
              first("license.past_due", LicenseEvent.LicensePastDue.class),
              first("license.suspended", LicenseEvent.LicenseSuspended.class),
              first("license.suspension_lifted", LicenseEvent.SuspensionLifted.class),
              first("license.seats_changed", LicenseEvent.SeatsChanged.class),
              first("license.seat_assigned", LicenseEvent.SeatAssigned.class),
              first("license.seat_unassigned", LicenseEvent.SeatUnassigned.class),
              first("license.plan_changed", LicenseEvent.PlanChanged.class),
              first("license.cancellation_scheduled", LicenseEvent.CancellationScheduled.class),
              first("license.cancellation_withdrawn", LicenseEvent.CancellationWithdrawn.class),
              first("license.cancelled", LicenseEvent.LicenseCancelled.class),
              first("license.expired", LicenseEvent.LicenseExpired.class),
              first("license.revoked", LicenseEvent.LicenseRevoked.class),
              first("license.revocation_reversed", LicenseEvent.RevocationReversed.class),
              first("license.transferred", LicenseEvent.LicenseTransferred.class),
              first("license.payment_received", LicenseEvent.PaymentReceived.class),
              first("license.payment_refunded", LicenseEvent.PaymentRefunded.class),
              first("token.issued", TokenEvent.TokenIssued.class),
              first("token.rotated", TokenEvent.TokenRotated.class),
              first("token.revoked", TokenEvent.TokenRevoked.class)));

  private final List<EventType> all;
  private final Map<String, EventType> byName = new HashMap<>();
  private final Map<Class<?>, EventType> byClass = new HashMap<>();

  /**
   * A table of types.
   *
   * @throws IllegalArgumentException where a name or a class stands in it twice
   */
  public EventTypes(List<EventType> all) {
    this.all = List.copyOf(all);
    for (EventType type : all) {
      if (byName.put(type.name(), type) != null || byClass.put(type.eventClass(), type) != null) {
        throw new IllegalArgumentException("an event type twice: " + type);
      }
    }
  }

  private static EventType first(String name, Class<? extends Event> eventClass) {
    return new EventType(name, 1, eventClass);
  }

  public List<EventType> all() {
    return all;
  }

  /**
   * The type of a stored name.
   *
   * @throws UnreadableEvent where the name is unknown
   */
  public EventType named(String name) {
    EventType type = byName.get(name);
    if (type == null) {
      throw new UnreadableEvent("unknown event type " + name);
    }
    return type;
  }

  /**
   * The type of an event's class.
   *
   * @throws IllegalArgumentException where the class has no name yet: a mistake of the program
   */
  public EventType of(Class<?> eventClass) {
    EventType type = byClass.get(eventClass);
    if (type == null) {
      throw new IllegalArgumentException("no event type for " + eventClass.getName());
    }
    return type;
  }
}
