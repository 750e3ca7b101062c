package dev.packledger.domain.namespaces;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.Ecosystem;

/** What a namespace is after its events: a name with one owner. */
public record Namespace(Ecosystem ecosystem, String name, OrganizationId owner) {}
