package dev.packledger.server.web;

import dev.packledger.domain.access.AccessRules;
import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Facts;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.access.Standing;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.identity.DenialReferences;
import dev.packledger.projections.access.AccessMemory;
import dev.packledger.registry.shared.Access;
import dev.packledger.registry.shared.StaleNode;
import dev.packledger.registry.shared.http.PresentedSecret;
import dev.packledger.server.following.AppliedPositions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The access decision as every door asks it. The lease is looked at after the memory has decided: a
 * decision of a node that has lost its lease meanwhile is never told.
 */
public final class AccessDecisions implements Access {
  private static final Duration WAIT_MAX = Duration.ofSeconds(5);

  /** No token's secret is empty: whoever shows this is told what a stranger is told. */
  private static final Credential STRANGER =
      new Credential.Secret(PresentedSecret.digest(""), null);

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

  @Override
  public Standing decideStanding(
      Credential credential, List<? extends Resource> resources, Instant instant) {
    Standing standing = memory.decideStanding(credential, resources, instant);
    requireLease();
    return standing;
  }

  /**
   * Decides for a program that asks about somebody else's credential. It learns of its own
   * organisation's tokens and of its own packages; of anything else it learns no more than a
   * stranger would, else this would be an oracle.
   *
   * @param caller the organisation of the program's own token
   * @param tree the organisation whose tree is asked; null for the token's own, or where the token
   *     is not known the caller's
   */
  public Decision decideFor(
      OrganizationId caller,
      @Nullable OrganizationId tree,
      Credential credential,
      Function<OrganizationId, Resource> resource,
      Instant instant) {
    Decision decision =
        memory.ask(facts -> decideFor(caller, tree, facts, credential, resource, instant));
    requireLease();
    return decision;
  }

  /** The same over facts of any moment. */
  public static Decision decideFor(
      OrganizationId caller,
      @Nullable OrganizationId tree,
      Facts facts,
      Credential credential,
      Function<OrganizationId, Resource> resource,
      Instant instant) {
    Facts once = AccessRules.once(facts);
    Facts.Token token = token(once, credential);
    OrganizationId own = token == null ? caller : token.organization();
    Resource asked = resource.apply(tree == null ? own : tree);
    boolean concerned = (token != null && caller.equals(own)) || caller.equals(owner(once, asked));
    return AccessRules.decide(once, concerned ? credential : STRANGER, asked, instant);
  }

  private static @Nullable OrganizationId owner(Facts facts, Resource resource) {
    return switch (resource) {
      case Resource.Install install -> facts.owner(install.pkg());
      case Resource.Browse browse -> facts.owner(browse.pkg());
      case Resource.Publish publish -> facts.owner(publish.pkg());
      case Resource.Account _, Resource.Closed _ -> null;
    };
  }

  /** The token that a credential names. Says nothing of whether it works. */
  public Optional<Facts.Token> token(Credential credential) {
    Optional<Facts.Token> token =
        memory.ask(facts -> Optional.ofNullable(token(facts, credential)));
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

  /** The role of a member who is present at an instant; empty for everybody else. */
  public Optional<Role> roleOfPresent(OrganizationId organization, Holder holder, Instant instant) {
    Facts.Presence presence =
        memory.ask(facts -> Optional.ofNullable(facts.presence(organization, holder))).orElse(null);
    requireLease();
    if (presence == null || !presence.present()) {
      return Optional.empty();
    }
    Instant until = presence.until();
    return until == null || instant.isBefore(until)
        ? Optional.ofNullable(presence.role())
        : Optional.empty();
  }

  /** The token that a credential names, as facts of any moment know it; else null. */
  public static Facts.@Nullable Token token(Facts facts, Credential credential) {
    return switch (credential) {
      case Credential.Secret secret -> facts.token(secret.digest());
      case Credential.Named named -> facts.token(named.token());
    };
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
