package dev.packledger.domain.packages;

import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.organizations.OrganizationId;

/** What may be asked of a package. */
public sealed interface PackageCommand extends Command {
  PackageId pkg();

  @Override
  default Id stream() {
    return pkg();
  }

  /** Registers a package; repeated by its owner it changes nothing. */
  record Register(PackageId pkg, Ecosystem ecosystem, String name, OrganizationId owner)
      implements PackageCommand {}

  /** That the version exists is checked by the caller; a tag of none is hidden by every index. */
  record MoveTag(PackageId pkg, String tag, String version) implements PackageCommand {}

  record RemoveTag(PackageId pkg, String tag) implements PackageCommand {}
}
