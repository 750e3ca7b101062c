package dev.packledger.projections.access;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.projections.BatchedTables;
import dev.packledger.projections.ProjectionBatch;
import dev.packledger.projections.ProjectionTables;
import dev.packledger.projections.Remembered;
import dev.packledger.projections.RowChange;
import dev.packledger.projections.RowQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The facts of access as rows. */
public final class AccessTables implements BatchedTables {
  /** Every table of this projection, without its schema. */
  public static final List<String> TABLES =
      List.of(
          "access_tokens",
          "access_holders",
          "access_packages",
          "access_releases",
          "access_terms",
          "access_licenses",
          "access_holds",
          "access_seats",
          "access_grants",
          "access_recorded");

  private static final int REMEMBERED_MAX = 20_000;

  private final Function<Recorded<Event>, Optional<AccessChange>> fold;
  private final Known known;
  private final ProjectionTables tables;

  public AccessTables(JdbcClient jdbc) {
    this(jdbc, AccessFold::change);
  }

  /**
   * @param fold what an event means; another than the real one only to show that it is noticed
   */
  AccessTables(JdbcClient jdbc, Function<Recorded<Event>, Optional<AccessChange>> fold) {
    this.fold = fold;
    known = new Known(jdbc);
    tables = new ProjectionTables(jdbc, "access", TABLES, known.secrets, known.held, known.terms);
  }

  @Override
  public Position position() {
    return tables.position();
  }

  @Override
  public ProjectionBatch begin() {
    return tables.begin(this::changes);
  }

  @Override
  public long reset() {
    return tables.reset();
  }

  private List<RowChange> changes(Recorded<Event> recorded) {
    List<RowChange> changes = new ArrayList<>();
    changes.add(
        RowChange.put("access_recorded", Map.of("only_row", true))
            .with("recorded_at", recorded.metadata().recordedAt()));
    fold.apply(recorded)
        .ifPresent(
            change -> {
              changes.addAll(AccessRowChanges.of(change, recorded.position(), known));
              known.after(change);
            });
    return changes;
  }

  /** What rows hold, as it is remembered or stored. */
  private static final class Known implements AccessRowChanges.Before {
    private final Remembered<TokenId, Digest> secrets;
    private final Remembered<LicenseId, AccessRowChanges.Held> held;
    private final Remembered<String, Boolean> terms;

    Known(JdbcClient jdbc) {
      RowQueries<Digest> storedSecrets =
          new RowQueries<>(
              jdbc,
              "SELECT secret FROM projections.access_tokens",
              "token",
              row -> row.id("secret", Digest::new));
      RowQueries<AccessRowChanges.Held> storedHeld =
          new RowQueries<>(
              jdbc,
              """
              SELECT l.buyer, t.packages FROM projections.access_licenses l
              JOIN projections.access_terms t ON t.digest = l.terms\
              """,
              "license",
              row ->
                  new AccessRowChanges.Held(
                      row.idOrNull("buyer", OrganizationId::new),
                      row.texts("packages").stream().map(PackageId::new).toList()));
      RowQueries<Boolean> storedTerms =
          new RowQueries<>(
              jdbc, "SELECT digest FROM projections.access_terms", "digest", row -> true);
      secrets = remembered(token -> storedSecrets.one(Map.of("token", token)).orElse(null));
      held = remembered(license -> storedHeld.one(Map.of("license", license)).orElse(null));
      terms = remembered(digest -> storedTerms.one(Map.of("digest", digest)).orElse(null));
    }

    private static <K, V> Remembered<K, V> remembered(Function<K, @Nullable V> stored) {
      return new Remembered<>(REMEMBERED_MAX, stored);
    }

    @Override
    public Digest secret(TokenId token) {
      return there(secrets.get(token), token.value());
    }

    @Override
    public AccessRowChanges.Held held(LicenseId license) {
      return there(held.get(license), license.value());
    }

    @Override
    public boolean hasTerms(String digest) {
      boolean there = terms.get(digest) != null;
      terms.put(digest, true);
      return there;
    }

    private static <V> V there(@Nullable V value, String id) {
      if (value == null) {
        throw new IllegalStateException("there is no row of " + id + "; rebuild the projection");
      }
      return value;
    }

    /** What the change leaves behind. */
    void after(AccessChange change) {
      switch (change) {
        case AccessChange.TokenAdded added -> secrets.put(added.token(), added.secret());
        case AccessChange.SecretReplaced replaced ->
            secrets.put(replaced.token(), replaced.secret());
        case AccessChange.LicenseAdded added ->
            held.put(
                added.license(),
                new AccessRowChanges.Held(added.buyer(), added.terms().packages()));
        case AccessChange.BuyerChanged changed ->
            held.put(
                changed.license(),
                new AccessRowChanges.Held(changed.buyer(), held(changed.license()).packages()));
        case AccessChange.TermsChanged changed ->
            held.put(
                changed.license(),
                new AccessRowChanges.Held(
                    held(changed.license()).buyer(), changed.terms().packages()));
        case AccessChange.TokenEnded _,
            AccessChange.HolderChange _,
            AccessChange.PackageOwned _,
            AccessChange.ReleaseAdded _,
            AccessChange.ReleaseYankChanged _,
            AccessChange.PaidThroughMoved _,
            AccessChange.Suspended _,
            AccessChange.SuspensionEnded _,
            AccessChange.Revoked _,
            AccessChange.RevocationEnded _,
            AccessChange.SeatTaken _,
            AccessChange.SeatFreed _,
            AccessChange.CancellationMoved _,
            AccessChange.Cancelled _ -> {}
      }
    }
  }
}
