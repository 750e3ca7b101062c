package dev.packledger.projections.access;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.terms.Terms;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.projections.RowChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a change means for the rows of access; pure in it and in what the rows hold before. */
final class AccessRowChanges {
  private final Before before;
  private final Position at;
  private final List<RowChange> rows = new ArrayList<>();

  /** What the rows hold before the change. */
  interface Before {
    /** The present secret of a token that was issued. */
    Digest secret(TokenId token);

    /** Who has a licence that was granted, and what its terms name. */
    Held held(LicenseId license);

    /** Whether these terms have a row, under the digest of their text. */
    boolean hasTerms(String digest);
  }

  /** A licence's grants: these packages for this buyer; none where there is no buyer. */
  record Held(@Nullable OrganizationId buyer, List<PackageId> packages) {}

  private AccessRowChanges(Before before, Position at) {
    this.before = before;
    this.at = at;
  }

  static List<RowChange> of(AccessChange change, Position at, Before before) {
    AccessRowChanges changes = new AccessRowChanges(before, at);
    switch (change) {
      case AccessChange.TokenChange token -> changes.rows.add(changes.token(token));
      case AccessChange.HolderChange holder -> changes.rows.add(changes.holder(holder));
      case AccessChange.PackageOwned owned ->
          changes.rows.add(
              RowChange.put("access_packages", Map.of("package", owned.pkg()))
                  .with("owner", owned.owner()));
      case AccessChange.ReleaseAdded added ->
          changes.rows.add(
              RowChange.put("access_releases", Map.of("release", added.release()))
                  .with("package", added.pkg())
                  .with("version", added.version())
                  .with("channel", added.channel())
                  .with("published_at", added.publishedAt())
                  .with("yanked", false)
                  .with("position", at));
      case AccessChange.ReleaseYankChanged changed ->
          changes.rows.add(
              RowChange.set("access_releases", Map.of("release", changed.release()))
                  .with("yanked", changed.yanked()));
      case AccessChange.LicenseChange license -> changes.license(license);
    }
    return changes.rows;
  }

  private RowChange token(AccessChange.TokenChange change) {
    Map<String, Object> key = Map.of("token", change.token());
    RowChange.Set set = RowChange.set("access_tokens", key).with("position", at);
    return switch (change) {
      case AccessChange.TokenAdded added ->
          RowChange.put("access_tokens", key)
              .with("organization", added.organization())
              .with("holder", added.holder())
              .with("scopes", added.scopes())
              .with("secret", added.secret())
              .with("issued_at", added.issuedAt())
              .with("expires_at", added.expiresAt())
              .with("addresses", added.addresses())
              .with("position", at);
      case AccessChange.SecretReplaced replaced ->
          set.with("previous_secret", before.secret(replaced.token()))
              .with("previous_ends_at", replaced.previousEndsAt())
              .with("secret", replaced.secret());
      case AccessChange.TokenEnded ended -> set.with("revoked_at", ended.at());
    };
  }

  private RowChange holder(AccessChange.HolderChange change) {
    Map<String, Object> key =
        Map.of("organization", change.organization(), "holder", change.holder());
    RowChange.Put put = RowChange.put("access_holders", key).with("position", at);
    RowChange.Set set = RowChange.set("access_holders", key).with("position", at);
    return switch (change) {
      case AccessChange.HolderExpected expected ->
          put.with("present", false)
              .with("since", expected.since())
              .with("role", expected.role())
              .with("until", expected.until());
      case AccessChange.HolderArrived arrived ->
          put.with("present", true).with("since", arrived.since());
      case AccessChange.HolderRoleChanged changed ->
          set.with("role", changed.role()).with("until", changed.until());
      case AccessChange.HolderLeft left -> set.with("present", false).with("since", left.since());
    };
  }

  private void license(AccessChange.LicenseChange change) {
    LicenseId license = change.license();
    RowChange.Set set = RowChange.set("access_licenses", key(license)).with("position", at);
    switch (change) {
      case AccessChange.LicenseAdded added -> add(added);
      case AccessChange.BuyerChanged changed -> {
        Held held = before.held(license);
        lose(license, held, held.packages(), changed.at());
        rows.add(set.with("buyer", changed.buyer()));
        hold(license, new Held(changed.buyer(), held.packages()));
      }
      case AccessChange.TermsChanged changed -> {
        Held held = before.held(license);
        List<PackageId> lost = new ArrayList<>(held.packages());
        lost.removeAll(changed.terms().packages());
        lose(license, held, lost, changed.at());
        rows.add(set.with("terms", terms(changed.terms())));
        hold(license, new Held(held.buyer(), changed.terms().packages()));
      }
      case AccessChange.PaidThroughMoved moved ->
          rows.add(
              set.with("paid_through", new RowChange.Extended(moved.through()))
                  .with("renewed_through", new RowChange.Latest(moved.through())));
      case AccessChange.Suspended suspended ->
          rows.addAll(
              List.of(
                  RowChange.put("access_holds", hold(license, "suspended", suspended.reason()))
                      .with("since", suspended.at()),
                  set));
      case AccessChange.SuspensionEnded ended ->
          rows.addAll(
              List.of(
                  RowChange.remove("access_holds", hold(license, "suspended", ended.reason())),
                  set));
      case AccessChange.Revoked revoked ->
          rows.addAll(
              List.of(
                  RowChange.put("access_holds", hold(license, "revoked", revoked.reason()))
                      .with("since", revoked.at()),
                  set));
      case AccessChange.RevocationEnded ended ->
          rows.addAll(
              List.of(
                  RowChange.remove("access_holds", hold(license, "revoked", ended.reason())), set));
      case AccessChange.SeatTaken taken ->
          rows.addAll(
              List.of(
                  RowChange.put(
                      "access_seats", Map.of("license", license, "holder", taken.holder())),
                  set));
      case AccessChange.SeatFreed freed ->
          rows.addAll(
              List.of(
                  RowChange.remove(
                      "access_seats", Map.of("license", license, "holder", freed.holder())),
                  set));
      case AccessChange.CancellationMoved moved -> rows.add(set.with("cancels_at", moved.at()));
      case AccessChange.Cancelled cancelled -> rows.add(set.with("cancelled_at", cancelled.at()));
    }
  }

  private void add(AccessChange.LicenseAdded added) {
    rows.add(
        RowChange.put("access_licenses", key(added.license()))
            .with("buyer", added.buyer())
            .with("terms", terms(added.terms()))
            .with("starts_at", added.startsAt())
            .with("paid_through", added.paidThrough())
            .with("position", at));
    hold(added.license(), new Held(added.buyer(), added.terms().packages()));
  }

  /** The digest that names the snapshot, which gets a row where it is new. */
  private String terms(Terms terms) {
    StoredTerms stored = StoredTerms.of(terms);
    if (!before.hasTerms(stored.digest())) {
      rows.add(
          RowChange.put("access_terms", Map.of("digest", stored.digest()))
              .with("terms", stored.text())
              .with("packages", terms.packages()));
    }
    return stored.digest();
  }

  /** The buyer has these packages from now on; nobody where there is no buyer. */
  private void hold(LicenseId license, Held held) {
    if (held.buyer() != null) {
      for (PackageId pkg : held.packages()) {
        rows.add(
            RowChange.put("access_grants", grant(license, held.buyer(), pkg))
                .with("lost_at", null));
      }
    }
  }

  /** The buyer has these packages no longer. */
  private void lose(LicenseId license, Held held, List<PackageId> lost, Instant at) {
    if (held.buyer() != null) {
      for (PackageId pkg : lost) {
        rows.add(
            RowChange.set("access_grants", grant(license, held.buyer(), pkg)).with("lost_at", at));
      }
    }
  }

  private static Map<String, Object> key(LicenseId license) {
    return Map.of("license", license);
  }

  private static Map<String, Object> grant(LicenseId license, OrganizationId buyer, PackageId pkg) {
    return Map.of("buyer", buyer, "package", pkg, "license", license);
  }

  private static Map<String, Object> hold(LicenseId license, String kind, Enum<?> reason) {
    return Map.of("license", license, "kind", kind, "reason", reason);
  }
}
