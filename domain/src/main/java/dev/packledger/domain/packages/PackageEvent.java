package dev.packledger.domain.packages;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.organizations.OrganizationId;

/** What happened to a package. */
public sealed interface PackageEvent extends Event {
  /**
   * @param name the ecosystem's canonical name, scope included
   */
  record PackageRegistered(Ecosystem ecosystem, String name, OrganizationId owner)
      implements PackageEvent {}

  /** A dist-tag or OCI tag now names this version. */
  record TagMoved(String tag, String version) implements PackageEvent {}

  record TagRemoved(String tag) implements PackageEvent {}
}
