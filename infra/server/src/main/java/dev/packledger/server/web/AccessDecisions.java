package dev.packledger.server.web;

import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Facts;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.identity.DenialReferences;
import dev.packledger.projections.access.AccessMemory;
import dev.packledger.registry.shared.Access;
import dev.packledger.registry.shared.StaleNode;
import dev.packledger.server.following.AppliedPositions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * The access decision as every door asks it. The lease is looked at after the memory has decided: a
 * decision of a node that has lost its lease meanwhile is never told.
 */
public final class AccessDecisions implements Access {
  private static final Duration WAIT_MAX = Duration.ofSeconds(5);

  private final AccessMemory memory;
  private final Supplier<OptionalInt> staleRetrySeconds;
  private final AppliedPositions positions;
  private final DenialReferences references;

  public AccessDecisions(
      AccessMemory memory,
      Supplier<OptionalInt> staleRetrySeconds,
      AppliedPositions positions,
      DenialReferences references) {
    this.memory = memory;
    this.staleRetrySeconds = staleRetrySeconds;
    this.positions = positions;
    this.references = references;
  }

  @Override
  public Decision decide(Credential credential, Resource resource, Instant instant) {
    Decision decision = memory.decide(credential, resource, instant);
    requireLease();
    return decision;
  }

  @Override
  public List<Decision> decideAll(
      Credential credential, List<? extends Resource> resources, Instant instant) {
    List<Decision> decisions = memory.decideAll(credential, resources, instant);
    requireLease();
    return decisions;
  }

  /** The token that a secret names. Says nothing of whether it works. */
  public Optional<Facts.Token> token(Digest secret) {
    Optional<Facts.Token> token = memory.ask(facts -> Optional.ofNullable(facts.token(secret)));
    requireLease();
    return token;
  }

  /** The token of an id. Says nothing of whether it works. */
  public Optional<Facts.Token> token(TokenId id) {
    Optional<Facts.Token> token = memory.ask(facts -> Optional.ofNullable(facts.token(id)));
    requireLease();
    return token;
  }

  /** The role that a member has, whether present or not; empty for others. */
  public Optional<Role> role(OrganizationId organization, Holder holder) {
    Optional<Role> role =
        memory.ask(
            facts ->
                Optional.ofNullable(facts.presence(organization, holder))
                    .map(Facts.Presence::role));
    requireLease();
    return role;
  }

  /** Whose package it is. */
  public Optional<OrganizationId> owner(PackageId pkg) {
    Optional<OrganizationId> owner = memory.ask(facts -> Optional.ofNullable(facts.owner(pkg)));
    requireLease();
    return owner;
  }

  private void requireLease() {
    OptionalInt stale = staleRetrySeconds.get();
    if (stale.isPresent()) {
      throw new StaleNode(stale.getAsInt());
    }
  }

  @Override
  public String reference(Decision.Denied denied) {
    return references.of(denied);
  }

  @Override
  public boolean awaitApplied(Position position) {
    return positions.await(position, WAIT_MAX).isEmpty();
  }
}
