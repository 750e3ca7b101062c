package dev.packledger.projections.access;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.terms.Terms;
import dev.packledger.projections.TermsJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A licence's rows: itself, its terms, what holds it back, its seats, its grants. */
record LicenseRows(AccessTables tables) {
  void perform(AccessChange.LicenseChange change, Position at) {
    LicenseId license = change.license();
    Map<String, Object> key = Map.of("license", license, "at", at);
    switch (change) {
      case AccessChange.LicenseAdded added -> add(added, at);
      case AccessChange.BuyerChanged changed -> {
        lose(license, changed.at(), "");
        set("buyer = :buyer", Params.with(key, "buyer", changed.buyer()));
        hold(license);
      }
      case AccessChange.TermsChanged changed -> {
        set("terms = :terms", Params.with(key, "terms", intern(changed.terms())));
        lose(license, changed.at(), "AND g.package <> ALL (t.packages)");
        hold(license);
      }
      case AccessChange.PaidThroughMoved moved ->
          set(
              """
              paid_through = CASE WHEN paid_through IS NOT NULL
                THEN greatest(paid_through, :through) END,
              renewed_through = greatest(renewed_through, :through)
              """,
              Params.with(key, "through", moved.through()));
      case AccessChange.Suspended suspended -> {
        putHold(license, "suspended", suspended.reason(), suspended.at());
        touch(key);
      }
      case AccessChange.SuspensionEnded ended -> {
        removeHold(license, "suspended", ended.reason());
        touch(key);
      }
      case AccessChange.Revoked revoked -> {
        putHold(license, "revoked", revoked.reason(), revoked.at());
        touch(key);
      }
      case AccessChange.RevocationEnded ended -> {
        removeHold(license, "revoked", ended.reason());
        touch(key);
      }
      case AccessChange.SeatTaken taken -> {
        tables.one(
            "INSERT INTO projections.access_seats VALUES (:license, :holder)",
            Map.of("license", license, "holder", taken.holder()));
        touch(key);
      }
      case AccessChange.SeatFreed freed -> {
        tables.one(
            "DELETE FROM projections.access_seats WHERE license = :license AND holder = :holder",
            Map.of("license", license, "holder", freed.holder()));
        touch(key);
      }
      case AccessChange.CancellationMoved moved ->
          set("cancels_at = :cancels", Params.with(key, "cancels", moved.at()));
      case AccessChange.Cancelled cancelled ->
          set("cancelled_at = :cancelled", Params.with(key, "cancelled", cancelled.at()));
    }
  }

  private void add(AccessChange.LicenseAdded added, Position at) {
    tables.one(
        """
        INSERT INTO projections.access_licenses
          (license, buyer, terms, starts_at, paid_through, position)
        VALUES (:license, :buyer, :terms, :starts, :through, :at)
        """,
        Params.params(
            "license", added.license(),
            "buyer", added.buyer(),
            "terms", intern(added.terms()),
            "starts", added.startsAt(),
            "through", added.paidThrough(),
            "at", at));
    hold(added.license());
  }

  /** Stores the snapshot where it is new; answers the digest that names it. */
  private String intern(Terms terms) {
    String text = TermsJson.write(terms);
    String digest = sha256(text);
    tables.any(
        """
        INSERT INTO projections.access_terms VALUES (:digest, :terms, :packages)
        ON CONFLICT (digest) DO NOTHING
        """,
        Map.of("digest", digest, "terms", text, "packages", terms.packages()));
    return digest;
  }

  /** The buyer has what the terms name, from now on; nobody where there is no buyer. */
  private void hold(LicenseId license) {
    tables.any(
        """
        INSERT INTO projections.access_grants (buyer, package, license)
        SELECT l.buyer, unnest(t.packages), l.license
        FROM projections.access_licenses l JOIN projections.access_terms t ON t.digest = l.terms
        WHERE l.license = :license AND l.buyer IS NOT NULL
        ON CONFLICT (buyer, package, license) DO UPDATE SET lost_at = NULL
        """,
        Map.of("license", license));
  }

  /** The present buyer loses what they have, or the part of it that a condition names. */
  private void lose(LicenseId license, Instant at, String condition) {
    tables.any(
        """
        UPDATE projections.access_grants g SET lost_at = :lost
        FROM projections.access_licenses l JOIN projections.access_terms t ON t.digest = l.terms
        WHERE l.license = :license AND g.license = l.license AND g.buyer = l.buyer
          AND g.lost_at IS NULL
        """
            + condition,
        Map.of("license", license, "lost", at));
  }

  private void putHold(LicenseId license, String kind, Enum<?> reason, Instant since) {
    tables.one(
        """
        INSERT INTO projections.access_holds VALUES (:license, :kind, :reason, :since)
        ON CONFLICT (license, kind, reason) DO UPDATE SET since = :since
        """,
        Map.of("license", license, "kind", kind, "reason", reason, "since", since));
  }

  private void removeHold(LicenseId license, String kind, Enum<?> reason) {
    tables.one(
        """
        DELETE FROM projections.access_holds
        WHERE license = :license AND kind = :kind AND reason = :reason
        """,
        Map.of("license", license, "kind", kind, "reason", reason));
  }

  private void touch(Map<String, Object> key) {
    tables.one(
        "UPDATE projections.access_licenses SET position = :at WHERE license = :license", key);
  }

  private void set(String columns, Map<String, @Nullable Object> params) {
    tables.one(
        "UPDATE projections.access_licenses SET "
            + columns
            + ", position = :at WHERE license = :license",
        params);
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }
}
