package dev.packledger.domain.access;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.tokens.TokenId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same facts with all licences but one left out. */
record OneLicense(Facts all, LicenseId only) implements Facts {
  @Override
  public Position position() {
    return all.position();
  }

  @Override
  public Instant recordedAt() {
    return all.recordedAt();
  }

  @Override
  public @Nullable Token token(Digest secret) {
    return all.token(secret);
  }

  @Override
  public @Nullable Token token(TokenId id) {
    return all.token(id);
  }

  @Override
  public @Nullable Presence presence(OrganizationId organization, Holder holder) {
    return all.presence(organization, holder);
  }

  @Override
  public @Nullable OrganizationId owner(PackageId pkg) {
    return all.owner(pkg);
  }

  @Override
  public @Nullable Release release(ReleaseId release) {
    return all.release(release);
  }

  @Override
  public List<License> licenses(OrganizationId buyer, PackageId pkg, Holder holder) {
    return all.licenses(buyer, pkg, holder).stream()
        .filter(license -> license.id().equals(only))
        .toList();
  }
}
