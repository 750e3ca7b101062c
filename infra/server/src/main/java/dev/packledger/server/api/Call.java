package dev.packledger.server.api;

import dev.packledger.domain.access.Reason;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.IdText;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.tokens.Scope;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request to the API: who, when, and what makes it repeatable.
 *
 * @param key null but for POST
 * @param repeated whether the key was used before, for the same request
 * @param correlationId joins everything that came of the request
 */
public record Call(
    Caller caller, @Nullable PostKey key, boolean repeated, String correlationId, Instant now) {
  /** The key of a POST; every POST has one before its handler runs. */
  public PostKey postKey() {
    if (key == null) {
      throw new IllegalStateException("only a POST has a key");
    }
    return key;
  }

  /**
   * Why a command is sent.
   *
   * @param step tells apart several commands of one request
   */
  public Cause cause(String step) {
    String command =
        key == null ? UUID.randomUUID().toString() : IdText.of("cmd", key.id("cmd", step));
    return new Cause(command, null, correlationId);
  }

  public void requireOperator() {
    switch (caller) {
      case Caller.Operator operator -> {}
      case Caller.Claimant _, Caller.Party _ ->
          throw ProblemException.of(403, "operator.required", "Only the operator may do this.");
    }
  }

  /**
   * Lets through the operator, and tokens with the scope {@code manage} whose holder has one of the
   * roles in that organisation. An owner has every role. Others learn nothing of it.
   */
  public void require(OrganizationId organization, Role... roles) {
    require(organization, Scope.MANAGE, Set.of(roles));
  }

  /** Lets through every caller of that organisation, whatever the token's scopes. */
  public void requireOf(OrganizationId organization) {
    boolean inside =
        switch (caller) {
          case Caller.Operator operator -> true;
          case Caller.Claimant claimant -> false;
          case Caller.Party party -> party.organization().equals(organization);
        };
    if (!inside) {
      throw ProblemException.unknown("organization");
    }
  }

  /** Lets through whoever may read all history of that organisation. */
  public void requireReader(OrganizationId organization) {
    if (caller instanceof Caller.Party party
        && party.organization().equals(organization)
        && (party.scopes().contains(Scope.AUDIT) || party.scopes().contains(Scope.MANAGE))) {
      return;
    }
    require(organization, Scope.AUDIT, Set.of());
  }

  private void require(OrganizationId organization, Scope scope, Set<Role> roles) {
    switch (caller) {
      case Caller.Operator operator -> {}
      case Caller.Claimant claimant -> throw ProblemException.unknown("organization");
      case Caller.Party party -> {
        if (!party.organization().equals(organization)) {
          throw ProblemException.unknown("organization");
        }
        if (party.lost().contains(scope)) {
          throw ProblemException.of(
              403,
              Reason.HOLDER_ROLE.code(),
              "The role of the token's holder no longer carries the scope " + nameOf(scope) + ".");
        }
        if (!party.scopes().contains(scope)) {
          throw ProblemException.of(
              403, "token.scope", "The token lacks the scope " + nameOf(scope) + ".");
        }
        if (!roles.isEmpty() && !hasOne(party.role(), roles)) {
          throw ProblemException.of(
              403, "role.missing", "The token's holder needs one of the roles " + nameOf(roles));
        }
      }
    }
  }

  private static boolean hasOne(@Nullable Role role, Set<Role> roles) {
    return role != null && (role == Role.OWNER || roles.contains(role));
  }

  private static String nameOf(Scope scope) {
    return scope.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static String nameOf(Set<Role> roles) {
    return roles.stream()
        .sorted()
        .map(role -> role.name().toLowerCase(java.util.Locale.ROOT))
        .reduce("owner", (left, right) -> left.equals(right) ? left : left + ", " + right);
  }
}
