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

/** The facts in compact tables, at one position; knows nothing of threads. */
final class MemoryFacts implements Facts {
  final HolderTable holders = new HolderTable();
  final TokenTable tokens = new TokenTable(holders);
  final PackageTable packages = new PackageTable(holders);
  final LicenseTable licenses = new LicenseTable(holders, packages);
  private long position;
  private long recordedAt;

  @Override
  public Position position() {
    return new Position(position);
  }

  @Override
  public Instant recordedAt() {
    return Micros.exactly(recordedAt);
  }

  @Override
  public @Nullable Token token(Digest secret) {
    return new MemoryLook(this).token(secret);
  }

  @Override
  public @Nullable Token token(TokenId id) {
    return new MemoryLook(this).token(id);
  }

  @Override
  public @Nullable Presence presence(OrganizationId organization, Holder holder) {
    return holders.presence(organization, holder);
  }

  @Override
  public @Nullable OrganizationId owner(PackageId pkg) {
    return packages.owner(pkg);
  }

  @Override
  public @Nullable Release release(ReleaseId release) {
    return packages.release(release);
  }

  @Override
  public List<License> licenses(OrganizationId buyer, PackageId pkg, Holder holder) {
    return licenses.licenses(buyer, pkg, holder);
  }

  /** Makes room for one more change; touches nothing that readers see. */
  void reserve() {
    holders.reserve();
    tokens.reserve();
    packages.reserve();
    licenses.reserve();
  }

  void apply(AccessChange change, Position at) {
    switch (change) {
      case AccessChange.TokenChange token -> tokens.apply(token, at);
      case AccessChange.HolderChange holder -> holders.apply(holder, at);
      case AccessChange.PackageOwned owned -> packages.own(owned.pkg(), owned.owner());
      case AccessChange.ReleaseAdded added -> packages.add(added, at);
      case AccessChange.ReleaseYankChanged changed ->
          packages.yank(changed.release(), changed.yanked());
      case AccessChange.LicenseChange license -> licenses.apply(license, at);
    }
  }

  void moveTo(Position at, Instant recorded) {
    position = at.value();
    recordedAt = Micros.of(recorded);
  }
}
