package dev.packledger.domain.access;

import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.tokens.Scope;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which uses of a token its holder's role carries. No token is issued beyond it, and one that was
 * issued before the role changed works within it from then on.
 */
public final class RoleScopes {
  private static final Set<Scope> ALL = Collections.unmodifiableSet(EnumSet.allOf(Scope.class));
  private static final Set<Scope> PIPELINE = fixed(Scope.READ, Scope.PUBLISH, Scope.DECIDE);
  private static final Set<Scope> PUBLISHER = fixed(Scope.READ, Scope.PUBLISH, Scope.MANAGE);
  private static final Set<Scope> MEMBER = fixed(Scope.READ, Scope.MANAGE);
  private static final Set<Scope> AUDITOR = fixed(Scope.AUDIT);

  private RoleScopes() {}

  /**
   * The scopes that a holder's tokens may have, unmodifiable.
   *
   * @param role a member's; null for a pipeline
   */
  public static Set<Scope> of(@Nullable Role role) {
    if (role == null) {
      return PIPELINE;
    }
    return switch (role) {
      case OWNER, ADMIN -> ALL;
      case PUBLISHER -> PUBLISHER;
      case FINANCE, MEMBER -> MEMBER;
      case AUDITOR -> AUDITOR;
    };
  }

  private static Set<Scope> fixed(Scope first, Scope... more) {
    return Collections.unmodifiableSet(EnumSet.of(first, more));
  }
}
