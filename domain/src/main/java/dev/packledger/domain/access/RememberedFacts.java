package dev.packledger.domain.access;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.tokens.TokenId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Facts of one position that answer a question asked twice in a row without looking again. Lives as
 * long as one list of decisions, on one thread; releases, which differ from one decision to the
 * next, are not remembered.
 */
final class RememberedFacts implements Facts {
  private final Facts facts;
  private final Position position;
  private final Instant recordedAt;
  private @Nullable Remembered<Object, @Nullable Token> token;
  private @Nullable Remembered<PresenceOf, @Nullable Presence> presence;
  private @Nullable Remembered<PackageId, @Nullable OrganizationId> owner;
  private @Nullable Remembered<LicensesOf, List<License>> licenses;

  RememberedFacts(Facts facts) {
    this.facts = facts;
    this.position = facts.position();
    this.recordedAt = facts.recordedAt();
  }

  private record Remembered<Q, A extends @Nullable Object>(Q question, A answer) {}

  private record PresenceOf(OrganizationId organization, Holder holder) {}

  private record LicensesOf(OrganizationId buyer, PackageId pkg, Holder holder) {}

  @Override
  public Position position() {
    return position;
  }

  @Override
  public Instant recordedAt() {
    return recordedAt;
  }

  @Override
  public @Nullable Token token(Digest secret) {
    Remembered<Object, @Nullable Token> known = token;
    if (known == null || !known.question().equals(secret)) {
      known = new Remembered<>(secret, facts.token(secret));
      token = known;
    }
    return known.answer();
  }

  @Override
  public @Nullable Token token(TokenId id) {
    Remembered<Object, @Nullable Token> known = token;
    if (known == null || !known.question().equals(id)) {
      known = new Remembered<>(id, facts.token(id));
      token = known;
    }
    return known.answer();
  }

  @Override
  public @Nullable Presence presence(OrganizationId organization, Holder holder) {
    PresenceOf asked = new PresenceOf(organization, holder);
    Remembered<PresenceOf, @Nullable Presence> known = presence;
    if (known == null || !known.question().equals(asked)) {
      known = new Remembered<>(asked, facts.presence(organization, holder));
      presence = known;
    }
    return known.answer();
  }

  @Override
  public @Nullable OrganizationId owner(PackageId pkg) {
    Remembered<PackageId, @Nullable OrganizationId> known = owner;
    if (known == null || !known.question().equals(pkg)) {
      known = new Remembered<>(pkg, facts.owner(pkg));
      owner = known;
    }
    return known.answer();
  }

  @Override
  public @Nullable Release release(ReleaseId release) {
    return facts.release(release);
  }

  @Override
  public List<License> licenses(OrganizationId buyer, PackageId pkg, Holder holder) {
    LicensesOf asked = new LicensesOf(buyer, pkg, holder);
    Remembered<LicensesOf, List<License>> known = licenses;
    if (known == null || !known.question().equals(asked)) {
      known = new Remembered<>(asked, facts.licenses(buyer, pkg, holder));
      licenses = known;
    }
    return known.answer();
  }
}
