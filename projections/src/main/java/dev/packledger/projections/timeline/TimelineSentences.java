package dev.packledger.projections.timeline;

import static dev.packledger.projections.timeline.PlainWords.counted;
import static dev.packledger.projections.timeline.PlainWords.minute;
import static dev.packledger.projections.timeline.PlainWords.quoted;
import static dev.packledger.projections.timeline.PlainWords.until;
import static dev.packledger.projections.timeline.PlainWords.words;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.namespaces.NamespaceEvent;
import dev.packledger.domain.organizations.OrganizationEvent;
import dev.packledger.domain.organizations.PipelineId;
import dev.packledger.domain.packages.PackageEvent;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.products.ProductEvent;
import dev.packledger.domain.releases.ReleaseEvent;
import dev.packledger.domain.tokens.TokenEvent;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One plain sentence for every event. Things are called by the names that they had then; members by
 * their ids, because their names are closed. Who did it and why stands beside the sentence.
 */
final class TimelineSentences {
  private TimelineSentences() {}

  /**
   * @param before what was known before the event
   */
  static String sentence(Recorded<Event> recorded, Known before) {
    String stream = recorded.stream();
    return switch (recorded.event()) {
      case OrganizationEvent event -> organization(event, stream, before);
      case ProductEvent event -> product(event, stream, before);
      case NamespaceEvent event -> namespace(event, stream, before);
      case PackageEvent event -> pkg(event, stream, before);
      case ReleaseEvent event -> release(event, stream, before);
      case LicenseEvent event -> LicenseSentences.sentence(event, stream, before);
      case TokenEvent event -> token(event, stream, before);
      case Event alien ->
          throw new IllegalArgumentException("an event nobody knows: " + alien.getClass());
    };
  }

  private static String organization(OrganizationEvent event, String stream, Known before) {
    return switch (event) {
      case OrganizationEvent.OrganizationRegistered registered ->
          "Organisation %s was registered under the address %s."
              .formatted(quoted(registered.displayName()), registered.slug());
      case OrganizationEvent.OrganizationRenamed renamed ->
          "Organisation %s is now called %s."
              .formatted(quoted(before.name(stream)), quoted(renamed.displayName()));
      case OrganizationEvent.MemberInvited invited ->
          "Member %s was invited to %s as %s%s."
              .formatted(
                  invited.member().value(),
                  quoted(before.name(stream)),
                  words(invited.role()),
                  until(invited.roleUntil()));
      case OrganizationEvent.MemberJoined joined ->
          "Member %s joined %s.".formatted(joined.member().value(), quoted(before.name(stream)));
      case OrganizationEvent.MemberRoleChanged changed ->
          "Member %s is now %s%s%s."
              .formatted(
                  changed.member().value(),
                  words(changed.role()),
                  until(changed.roleUntil()),
                  was(before.fact(changed.member().value(), TimelineFacts.ROLE)));
      case OrganizationEvent.MemberRemoved removed ->
          "Member %s was removed from %s, and with them their access."
              .formatted(removed.member().value(), quoted(before.name(stream)));
      case OrganizationEvent.PipelineRegistered registered ->
          "Pipeline %s was registered in %s."
              .formatted(quoted(registered.name()), quoted(before.name(stream)));
      case OrganizationEvent.PipelineRemoved removed ->
          "Pipeline %s was removed from %s, and with it its access."
              .formatted(
                  quoted(before.name(removed.pipeline().value())), quoted(before.name(stream)));
      case OrganizationEvent.PaymentAccountConnected connected ->
          "Payment account %s at %s was connected in %s mode."
              .formatted(
                  quoted(connected.account()),
                  quoted(connected.provider()),
                  connected.live() ? "live" : "test");
      case OrganizationEvent.PaymentAccountDisconnected disconnected ->
          "Payment account %s at %s was disconnected."
              .formatted(quoted(disconnected.account()), quoted(disconnected.provider()));
    };
  }

  private static String was(@Nullable String earlier) {
    return earlier == null ? "" : " (before: " + quoted(earlier) + ")";
  }

  private static String product(ProductEvent event, String stream, Known before) {
    String product = quoted(before.name(stream));
    return switch (event) {
      case ProductEvent.ProductCreated created ->
          "Product %s was created by %s."
              .formatted(quoted(created.name()), quoted(before.name(created.seller().value())));
      case ProductEvent.ProductRenamed renamed ->
          "Product %s is now called %s.".formatted(product, quoted(renamed.name()));
      case ProductEvent.PackageAdded added ->
          "Package %s%s was added to product %s."
              .formatted(
                  before.name(added.pkg().value()),
                  needing(
                      added.privateDependencies().stream().map(PackageId::value).toList(), before),
                  product);
      case ProductEvent.PackageRemoved removed ->
          "Package %s was removed from product %s; licences already granted keep it."
              .formatted(before.name(removed.pkg().value()), product);
      case ProductEvent.PlanPublished published ->
          "Plan %s of product %s is on sale: %s."
              .formatted(
                  quoted(published.name()), product, PlainWords.terms(published.terms(), before));
      case ProductEvent.PlanRetired retired ->
          "Plan %s of product %s is no longer sold; licences already granted keep it."
              .formatted(quoted(before.name(retired.plan().value())), product);
    };
  }

  private static String needing(List<String> packages, Known before) {
    return packages.isEmpty()
        ? ""
        : packages.stream()
            .map(before::name)
            .collect(Collectors.joining(", ", ", which needs ", ","));
  }

  private static String namespace(NamespaceEvent event, String stream, Known before) {
    return switch (event) {
      case NamespaceEvent.NamespaceRegistered registered ->
          "Namespace %s of %s was registered by %s."
              .formatted(
                  registered.name(),
                  registered.ecosystem().code(),
                  quoted(before.name(registered.owner().value())));
      case NamespaceEvent.NamespaceTransferred transferred ->
          "Namespace %s of %s was handed over from %s to %s."
              .formatted(
                  before.name(stream),
                  before.fact(stream, TimelineFacts.ECOSYSTEM),
                  owner(stream, before),
                  quoted(before.name(transferred.owner().value())));
    };
  }

  private static String owner(String stream, Known before) {
    String owner = before.fact(stream, TimelineFacts.OWNER);
    return owner == null ? "nobody" : quoted(before.name(owner));
  }

  private static String pkg(PackageEvent event, String stream, Known before) {
    return switch (event) {
      case PackageEvent.PackageRegistered registered ->
          "Package %s of %s was registered by %s."
              .formatted(
                  registered.name(),
                  registered.ecosystem().code(),
                  quoted(before.name(registered.owner().value())));
      case PackageEvent.TagMoved moved ->
          "Tag %s of package %s names version %s now%s."
              .formatted(
                  quoted(moved.tag()),
                  before.name(stream),
                  moved.version(),
                  was(before.fact(stream, TimelineFacts.tag(moved.tag()))));
      case PackageEvent.TagRemoved removed ->
          "Tag %s of package %s was removed%s."
              .formatted(
                  quoted(removed.tag()),
                  before.name(stream),
                  was(before.fact(stream, TimelineFacts.tag(removed.tag()))));
    };
  }

  private static String release(ReleaseEvent event, String stream, Known before) {
    return switch (event) {
      case ReleaseEvent.ReleasePublished published ->
          "Version %s of package %s was published in channel %s with %s."
              .formatted(
                  version(published.version(), published.platform()),
                  before.name(published.pkg().value()),
                  published.channel(),
                  counted(published.artifacts().size(), "file"));
      case ReleaseEvent.ArtifactAdded added ->
          "File %s was added to %s."
              .formatted(quoted(added.artifact().filename()), release(stream, before));
      case ReleaseEvent.ReleaseYanked yanked ->
          "%s was yanked%s."
              .formatted(
                  capital(release(stream, before)),
                  yanked.reason().isBlank() ? "" : ": " + quoted(yanked.reason()));
      case ReleaseEvent.ReleaseUnyanked _ ->
          "%s is no longer yanked.".formatted(capital(release(stream, before)));
      case ReleaseEvent.ReleaseDeprecated deprecated ->
          deprecated.message().isEmpty()
              ? "%s is no longer deprecated.".formatted(capital(release(stream, before)))
              : "%s was deprecated: %s."
                  .formatted(capital(release(stream, before)), quoted(deprecated.message()));
    };
  }

  static String version(String version, String platform) {
    return platform.isEmpty() ? version : version + " for " + platform;
  }

  private static String release(String stream, Known before) {
    String pkg = before.fact(stream, TimelineFacts.PACKAGE);
    return "version %s of package %s"
        .formatted(before.name(stream), pkg == null ? "unknown" : before.name(pkg));
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static String token(TokenEvent event, String stream, Known before) {
    return switch (event) {
      case TokenEvent.TokenIssued issued ->
          "Token %s was issued to %s of %s for %s%s."
              .formatted(
                  quoted(issued.name()),
                  holder(issued.holder().value(), before),
                  quoted(before.name(issued.organization().value())),
                  String.join(", ", issued.scopes().stream().map(PlainWords::words).toList()),
                  until(issued.expiresAt()));
      case TokenEvent.TokenRotated rotated ->
          "Token %s got a new secret; the old one %s."
              .formatted(
                  quoted(before.name(stream)),
                  rotated.overlapUntil() == null
                      ? "ended at once"
                      : "works until " + minute(rotated.overlapUntil()));
      case TokenEvent.TokenRevoked revoked ->
          "Token %s was revoked, %s."
              .formatted(quoted(before.name(stream)), because(revoked.reason()));
    };
  }

  private static String because(TokenEvent.Reason reason) {
    return switch (reason) {
      case REQUESTED -> "as requested";
      case HOLDER_REMOVED -> "because its holder was removed";
      case LEAKED -> "because its secret had leaked";
    };
  }

  /** A holder in words: a pipeline by its name, a member by id. */
  static String holder(String holder, Known before) {
    return holder.startsWith(PipelineId.PREFIX)
        ? "pipeline " + quoted(before.name(holder))
        : "member " + holder;
  }
}
