package dev.packledger.projections.directory;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.namespaces.NamespaceEvent;
import dev.packledger.domain.organizations.OrganizationEvent;
import dev.packledger.domain.packages.PackageEvent;
import dev.packledger.domain.products.ProductEvent;
import dev.packledger.domain.releases.ReleaseEvent;
import dev.packledger.domain.tokens.TokenEvent;
import dev.packledger.projections.RowChange;
import dev.packledger.projections.TermsJson;
import java.util.List;
import java.util.Map;

/** What each event changes in the directory's rows. Pure; licences in {@link LicenseFold}. */
public final class DirectoryFold {
  static final String POSITION = "position";

  private DirectoryFold() {}

  /**
   * @throws IllegalArgumentException for an event of no stream that is known here
   */
  public static List<RowChange> changes(Recorded<Event> recorded) {
    return switch (recorded.event()) {
      case OrganizationEvent event -> List.of(organization(recorded, event));
      case ProductEvent event -> List.of(product(recorded, event));
      case NamespaceEvent event -> List.of(namespace(recorded, event));
      case PackageEvent event -> pkg(recorded, event);
      case ReleaseEvent _ -> List.of();
      case LicenseEvent event -> LicenseFold.changes(recorded, event);
      case TokenEvent event -> token(recorded, event);
      case Event alien ->
          throw new IllegalArgumentException("an event nobody knows: " + alien.getClass());
    };
  }

  private static RowChange organization(Recorded<Event> recorded, OrganizationEvent event) {
    RowChange.Set organization =
        RowChange.set("directory_organizations", Map.of("id", recorded.stream()))
            .with(POSITION, recorded.position());
    return switch (event) {
      case OrganizationEvent.OrganizationRegistered registered ->
          RowChange.put("directory_organizations", Map.of("id", recorded.stream()))
              .with("slug", registered.slug())
              .with("display_name", registered.displayName())
              .with("registered_at", recorded.metadata().recordedAt())
              .with(POSITION, recorded.position());
      case OrganizationEvent.OrganizationRenamed renamed ->
          organization.with("display_name", renamed.displayName());
      case OrganizationEvent.MemberInvited invited -> invited(recorded, invited);
      case OrganizationEvent.MemberJoined joined ->
          member(recorded, joined.member().value())
              .with("joined_at", recorded.metadata().recordedAt());
      case OrganizationEvent.MemberRoleChanged changed ->
          member(recorded, changed.member().value())
              .with("role", changed.role())
              .with("role_until", changed.roleUntil());
      case OrganizationEvent.MemberRemoved removed ->
          member(recorded, removed.member().value())
              .with("removed_at", recorded.metadata().recordedAt());
      case OrganizationEvent.PipelineRegistered registered ->
          RowChange.put(
                  "directory_pipelines",
                  Map.of("organization", recorded.stream(), "pipeline", registered.pipeline()))
              .with("name", registered.name())
              .with("registered_at", recorded.metadata().recordedAt())
              .with("removed_at", null)
              .with(POSITION, recorded.position());
      case OrganizationEvent.PipelineRemoved removed ->
          RowChange.set(
                  "directory_pipelines",
                  Map.of("organization", recorded.stream(), "pipeline", removed.pipeline()))
              .with("removed_at", recorded.metadata().recordedAt())
              .with(POSITION, recorded.position());
      case OrganizationEvent.PaymentAccountConnected connected ->
          RowChange.put(
                  "directory_payment_accounts",
                  account(recorded, connected.provider(), connected.account()))
              .with("live", connected.live())
              .with("connected_at", recorded.metadata().recordedAt())
              .with("disconnected_at", null)
              .with(POSITION, recorded.position());
      case OrganizationEvent.PaymentAccountDisconnected disconnected ->
          RowChange.set(
                  "directory_payment_accounts",
                  account(recorded, disconnected.provider(), disconnected.account()))
              .with("disconnected_at", recorded.metadata().recordedAt())
              .with(POSITION, recorded.position());
    };
  }

  private static RowChange invited(
      Recorded<Event> recorded, OrganizationEvent.MemberInvited invited) {
    return RowChange.put(
            "directory_members",
            Map.of("organization", recorded.stream(), "member", invited.member()))
        .with("person", invited.person())
        .with("email_key", invited.email().key())
        .with("email_nonce", invited.email().nonce())
        .with("email_ciphertext", invited.email().ciphertext())
        .with("role", invited.role())
        .with("role_until", invited.roleUntil())
        .with("invited_at", recorded.metadata().recordedAt())
        .with("joined_at", null)
        .with("removed_at", null)
        .with(POSITION, recorded.position());
  }

  private static RowChange.Set member(Recorded<Event> recorded, String member) {
    return RowChange.set(
            "directory_members", Map.of("organization", recorded.stream(), "member", member))
        .with(POSITION, recorded.position());
  }

  private static Map<String, String> account(
      Recorded<Event> recorded, String provider, String account) {
    return Map.of("organization", recorded.stream(), "provider", provider, "account", account);
  }

  private static RowChange product(Recorded<Event> recorded, ProductEvent event) {
    Map<String, String> product = Map.of("id", recorded.stream());
    return switch (event) {
      case ProductEvent.ProductCreated created ->
          RowChange.put("directory_products", product)
              .with("seller", created.seller())
              .with("name", created.name())
              .with("created_at", recorded.metadata().recordedAt())
              .with(POSITION, recorded.position());
      case ProductEvent.ProductRenamed renamed ->
          RowChange.set("directory_products", product)
              .with("name", renamed.name())
              .with(POSITION, recorded.position());
      case ProductEvent.PackageAdded added ->
          RowChange.put(
                  "directory_product_packages",
                  Map.of("product", recorded.stream(), "pkg", added.pkg()))
              .with("private_dependencies", added.privateDependencies())
              .with("added_at", recorded.metadata().recordedAt())
              .with(POSITION, recorded.position());
      case ProductEvent.PackageRemoved removed ->
          RowChange.remove(
              "directory_product_packages",
              Map.of("product", recorded.stream(), "pkg", removed.pkg()));
      case ProductEvent.PlanPublished published ->
          RowChange.put("directory_plans", Map.of("id", published.plan()))
              .with("product", recorded.stream())
              .with("name", published.name())
              .with("terms", TermsJson.write(published.terms()))
              .with("prices", published.prices())
              .with("published_at", recorded.metadata().recordedAt())
              .with("retired_at", null)
              .with(POSITION, recorded.position());
      case ProductEvent.PlanRetired retired ->
          RowChange.set("directory_plans", Map.of("id", retired.plan()))
              .with("retired_at", recorded.metadata().recordedAt())
              .with(POSITION, recorded.position());
    };
  }

  private static RowChange namespace(Recorded<Event> recorded, NamespaceEvent event) {
    Map<String, String> namespace = Map.of("id", recorded.stream());
    return switch (event) {
      case NamespaceEvent.NamespaceRegistered registered ->
          RowChange.put("directory_namespaces", namespace)
              .with("ecosystem", registered.ecosystem())
              .with("name", registered.name())
              .with("owner", registered.owner())
              .with("registered_at", recorded.metadata().recordedAt())
              .with(POSITION, recorded.position());
      case NamespaceEvent.NamespaceTransferred transferred ->
          RowChange.set("directory_namespaces", namespace)
              .with("owner", transferred.owner())
              .with(POSITION, recorded.position());
    };
  }

  private static List<RowChange> pkg(Recorded<Event> recorded, PackageEvent event) {
    return switch (event) {
      case PackageEvent.PackageRegistered registered ->
          List.of(
              RowChange.put("directory_packages", Map.of("id", recorded.stream()))
                  .with("ecosystem", registered.ecosystem())
                  .with("name", registered.name())
                  .with("owner", registered.owner())
                  .with("registered_at", recorded.metadata().recordedAt())
                  .with(POSITION, recorded.position()));
      case PackageEvent.TagMoved _ -> List.of();
      case PackageEvent.TagRemoved _ -> List.of();
    };
  }

  private static List<RowChange> token(Recorded<Event> recorded, TokenEvent event) {
    RowChange.Set token =
        RowChange.set("directory_tokens", Map.of("id", recorded.stream()))
            .with(POSITION, recorded.position());
    return switch (event) {
      case TokenEvent.TokenIssued issued ->
          List.of(
              RowChange.put("directory_tokens", Map.of("id", recorded.stream()))
                  .with("organization", issued.organization())
                  .with("holder", issued.holder())
                  .with("scopes", issued.scopes())
                  .with("name", issued.name())
                  .with("issued_at", recorded.metadata().recordedAt())
                  .with("expires_at", issued.expiresAt())
                  .with("addresses", issued.addresses())
                  .with(POSITION, recorded.position()),
              secret(recorded, issued.secret()));
      case TokenEvent.TokenRotated rotated ->
          List.of(
              token
                  .with("rotated_at", recorded.metadata().recordedAt())
                  .with("overlap_until", rotated.overlapUntil()),
              secret(recorded, rotated.secret()));
      case TokenEvent.TokenRevoked revoked ->
          List.of(
              token
                  .with("revoked_at", recorded.metadata().recordedAt())
                  .with("revoked_for", revoked.reason()));
    };
  }

  /** Which token a secret is or was one of; whether it works is nothing that this says. */
  private static RowChange secret(Recorded<Event> recorded, Digest secret) {
    return RowChange.put(
            "directory_token_secrets", Map.of("secret", secret, "token", recorded.stream()))
        .with(POSITION, recorded.position());
  }
}
