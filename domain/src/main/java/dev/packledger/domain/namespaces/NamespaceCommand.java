package dev.packledger.domain.namespaces;

import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.Ecosystem;

/** What may be asked of a namespace. */
public sealed interface NamespaceCommand extends Command {
  NamespaceId namespace();

  @Override
  default Id stream() {
    return namespace();
  }

  record Register(NamespaceId namespace, Ecosystem ecosystem, String name, OrganizationId owner)
      implements NamespaceCommand {}

  /**
   * @param from the owner who gives it; refused where somebody else owns it
   */
  record Transfer(NamespaceId namespace, OrganizationId from, OrganizationId to)
      implements NamespaceCommand {}
}
