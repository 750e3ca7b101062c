package dev.packledger.projections.access;

import dev.packledger.domain.access.Facts;
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
 * One look at the facts in memory, on one thread and at one position. It remembers which rows the
 * last token led to: what is asked next is mostly about its holder, and each search that is saved
 * is a few misses of the processor's cache.
 */
final class MemoryLook implements Facts {
  private final MemoryFacts facts;
  private TokenTable.@Nullable Found last;

  MemoryLook(MemoryFacts facts) {
    this.facts = facts;
  }

  @Override
  public Position position() {
    return facts.position();
  }

  @Override
  public Instant recordedAt() {
    return facts.recordedAt();
  }

  @Override
  public @Nullable Token token(Digest secret) {
    return remembered(facts.tokens.bySecret(secret));
  }

  @Override
  public @Nullable Token token(TokenId id) {
    return remembered(facts.tokens.byId(id));
  }

  private @Nullable Token remembered(TokenTable.@Nullable Found found) {
    last = found;
    return found == null ? null : found.token();
  }

  @Override
  public @Nullable Presence presence(OrganizationId organization, Holder holder) {
    TokenTable.Found found = last;
    return found != null && isOf(found.token(), organization, holder)
        ? facts.holders.presence(found.place())
        : facts.presence(organization, holder);
  }

  private static boolean isOf(Token token, OrganizationId organization, Holder holder) {
    return token.organization().equals(organization) && token.holder().equals(holder);
  }

  @Override
  public @Nullable OrganizationId owner(PackageId pkg) {
    return facts.owner(pkg);
  }

  @Override
  public @Nullable Release release(ReleaseId release) {
    return facts.release(release);
  }

  @Override
  public List<License> licenses(OrganizationId buyer, PackageId pkg, Holder holder) {
    TokenTable.Found found = last;
    return found != null && isOf(found.token(), buyer, holder)
        ? facts.licenses.licenses(
            facts.holders.organizationAt(found.place()), pkg, facts.holders.holderAt(found.place()))
        : facts.licenses(buyer, pkg, holder);
  }
}
