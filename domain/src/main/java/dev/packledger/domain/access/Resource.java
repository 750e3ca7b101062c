package dev.packledger.domain.access;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;

/** What is asked for. */
public sealed interface Resource {
  /** The organisation whose tree is asked; the token must belong to it. */
  OrganizationId organization();

  /** Installing one release: its file, or its place in an index. */
  record Install(OrganizationId organization, PackageId pkg, ReleaseId release)
      implements Resource {}

  /** Whether anything of the package is, or was, this organisation's: its index document. */
  record Browse(OrganizationId organization, PackageId pkg) implements Resource {}

  /** Publishing into a package, or reading it unfiltered as its publisher. */
  record Publish(OrganizationId organization, PackageId pkg) implements Resource {}

  /** The organisation's own account with no package named: whoami, management, audit. */
  record Account(OrganizationId organization, dev.packledger.domain.tokens.Scope scope)
      implements Resource {}
}
