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

  /**
   * Something that no token opens, whosever it is: told before anything of the token is.
   *
   * @param barrier what it is
   */
  record Closed(OrganizationId organization, Barrier barrier) implements Resource {}

  /** Why something is closed to everyone. */
  enum Barrier {
    /** The request is none that its registry's grammar knows: nobody can say what it is for. */
    UNKNOWN_REQUEST,
    /** A change, asked of a registry that can only be read there. */
    READ_ONLY
  }

  /** The organisation's own account with no package named: whoami, management, audit. */
  record Account(OrganizationId organization, dev.packledger.domain.tokens.Scope scope)
      implements Resource {}
}
