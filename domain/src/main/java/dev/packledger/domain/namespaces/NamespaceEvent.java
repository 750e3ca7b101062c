package dev.packledger.domain.namespaces;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.Ecosystem;

/** What happened to a namespace. */
public sealed interface NamespaceEvent extends Event {
  /**
   * @param name canonical, without decoration: npm's {@code @acme} is {@code acme}
   */
  record NamespaceRegistered(Ecosystem ecosystem, String name, OrganizationId owner)
      implements NamespaceEvent {}

  record NamespaceTransferred(OrganizationId owner) implements NamespaceEvent {}
}
