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
import dev.packledger.projections.StoredValue;
import dev.packledger.projections.timeline.Known.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which facts each event changes. They are an entry's before and after, and what the sentences of
 * later events know.
 */
final class TimelineFacts {
  static final String NAME = "name";
  static final String OWNER = "owner";
  static final String ECOSYSTEM = "ecosystem";
  static final String PACKAGE = "package";
  static final String ROLE = "role";
  static final String ROLE_UNTIL = "roleUntil";
  static final String STATE = "state";
  static final String SELLER = "seller";
  static final String BUYER = "buyer";
  static final String PRODUCT = "product";
  static final String PLAN = "plan";
  static final String SEATS = "seats";
  static final String ORGANIZATION = "organization";

  private TimelineFacts() {}

  static String tag(String tag) {
    return "tag:" + tag;
  }

  /**
   * @param before what was known before the event
   */
  static List<Change> changes(Recorded<Event> recorded, Known before) {
    String stream = recorded.stream();
    return switch (recorded.event()) {
      case OrganizationEvent event -> organization(event, stream);
      case ProductEvent event -> product(event, stream, before);
      case NamespaceEvent event -> namespace(event, stream);
      case PackageEvent event -> pkg(event, stream);
      case ReleaseEvent event -> release(event, stream);
      case LicenseEvent event ->
          LicenseFacts.changes(event, stream, recorded.metadata().recordedAt());
      case TokenEvent event -> token(event, stream, recorded.metadata().recordedAt());
      case Event alien ->
          throw new IllegalArgumentException("an event nobody knows: " + alien.getClass());
    };
  }

  static List<Change> of(String subject, @Nullable String... factsAndValues) {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < factsAndValues.length; i += 2) {
      String fact = factsAndValues[i];
      if (fact != null) {
        changes.add(new Change(subject, fact, factsAndValues[i + 1]));
      }
    }
    return changes;
  }

  static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static List<Change> organization(OrganizationEvent event, String stream) {
    return switch (event) {
      case OrganizationEvent.OrganizationRegistered registered ->
          of(stream, NAME, registered.displayName(), "slug", registered.slug());
      case OrganizationEvent.OrganizationRenamed renamed -> of(stream, NAME, renamed.displayName());
      case OrganizationEvent.MemberInvited invited ->
          of(
              invited.member().value(),
              STATE,
              "invited",
              ROLE,
              StoredValue.text(invited.role()),
              ROLE_UNTIL,
              text(invited.roleUntil()));
      case OrganizationEvent.MemberJoined joined -> of(joined.member().value(), STATE, "joined");
      case OrganizationEvent.MemberRoleChanged changed ->
          of(
              changed.member().value(),
              ROLE,
              StoredValue.text(changed.role()),
              ROLE_UNTIL,
              text(changed.roleUntil()));
      case OrganizationEvent.MemberRemoved removed ->
          of(removed.member().value(), STATE, "removed");
      case OrganizationEvent.PipelineRegistered registered ->
          of(registered.pipeline().value(), NAME, registered.name(), STATE, "registered");
      case OrganizationEvent.PipelineRemoved removed ->
          of(removed.pipeline().value(), STATE, "removed");
      case OrganizationEvent.PaymentAccountConnected connected ->
          of(
              stream,
              account(connected.provider(), connected.account()),
              connected.live() ? "live" : "test");
      case OrganizationEvent.PaymentAccountDisconnected disconnected ->
          of(stream, account(disconnected.provider(), disconnected.account()), null);
    };
  }

  private static String account(String provider, String account) {
    return "paymentAccount:" + provider + ":" + account;
  }

  private static List<Change> product(ProductEvent event, String stream, Known before) {
    return switch (event) {
      case ProductEvent.ProductCreated created ->
          of(stream, NAME, created.name(), SELLER, created.seller().value());
      case ProductEvent.ProductRenamed renamed -> of(stream, NAME, renamed.name());
      case ProductEvent.PackageAdded added ->
          of(stream, held(added.pkg().value()), before.name(added.pkg().value()));
      case ProductEvent.PackageRemoved removed -> of(stream, held(removed.pkg().value()), null);
      case ProductEvent.PlanPublished published ->
          of(
              published.plan().value(),
              NAME,
              published.name(),
              STATE,
              "on sale",
              "terms",
              PlainWords.terms(published.terms(), before),
              "prices",
              String.join(" ", published.prices()));
      case ProductEvent.PlanRetired retired -> of(retired.plan().value(), STATE, "retired");
    };
  }

  private static String held(String pkg) {
    return PACKAGE + ":" + pkg;
  }

  private static List<Change> namespace(NamespaceEvent event, String stream) {
    return switch (event) {
      case NamespaceEvent.NamespaceRegistered registered ->
          of(
              stream,
              NAME,
              registered.name(),
              ECOSYSTEM,
              registered.ecosystem().code(),
              OWNER,
              registered.owner().value());
      case NamespaceEvent.NamespaceTransferred transferred ->
          of(stream, OWNER, transferred.owner().value());
    };
  }

  private static List<Change> pkg(PackageEvent event, String stream) {
    return switch (event) {
      case PackageEvent.PackageRegistered registered ->
          of(
              stream,
              NAME,
              registered.name(),
              ECOSYSTEM,
              registered.ecosystem().code(),
              OWNER,
              registered.owner().value());
      case PackageEvent.TagMoved moved -> of(stream, tag(moved.tag()), moved.version());
      case PackageEvent.TagRemoved removed -> of(stream, tag(removed.tag()), null);
    };
  }

  private static List<Change> release(ReleaseEvent event, String stream) {
    return switch (event) {
      case ReleaseEvent.ReleasePublished published ->
          of(
              stream,
              NAME,
              TimelineSentences.version(published.version(), published.platform()),
              PACKAGE,
              published.pkg().value(),
              "channel",
              published.channel(),
              "files",
              String.valueOf(published.artifacts().size()));
      case ReleaseEvent.ArtifactAdded added ->
          of(stream, "file:" + added.artifact().filename(), added.artifact().digest().hex());
      case ReleaseEvent.ReleaseYanked yanked ->
          of(stream, "yanked", yanked.reason().isEmpty() ? "yes" : yanked.reason());
      case ReleaseEvent.ReleaseUnyanked _ -> of(stream, "yanked", null);
      case ReleaseEvent.ReleaseDeprecated deprecated ->
          of(stream, "deprecated", deprecated.message().isEmpty() ? null : deprecated.message());
    };
  }

  private static List<Change> token(TokenEvent event, String stream, Instant recordedAt) {
    return switch (event) {
      case TokenEvent.TokenIssued issued ->
          of(
              stream,
              NAME,
              issued.name(),
              STATE,
              "live",
              ORGANIZATION,
              issued.organization().value(),
              "holder",
              issued.holder().value(),
              "scopes",
              String.join(" ", issued.scopes().stream().map(StoredValue::text).toList()),
              "expiresAt",
              text(issued.expiresAt()),
              "addresses",
              issued.addresses().isEmpty() ? null : String.join(" ", issued.addresses()));
      case TokenEvent.TokenRotated rotated ->
          of(stream, "rotatedAt", text(recordedAt), "oldSecretUntil", text(rotated.overlapUntil()));
      case TokenEvent.TokenRevoked _ -> of(stream, STATE, "revoked");
    };
  }
}
