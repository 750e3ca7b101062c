package dev.packledger.server.api;

import dev.packledger.domain.access.RoleScopes;
import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.MemberId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.domain.tokens.TokenId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who calls the API, once the credential was found good. */
public sealed interface Caller {
  /** Told apart from every other caller; part of ids that are derived from idempotency keys. */
  String name();

  /** Who stands in the ledger as the actor. */
  Actor actor();

  /** The operator of the instance, by the operator key. */
  record Operator() implements Caller {
    @Override
    public String name() {
      return "operator";
    }

    @Override
    public Actor actor() {
      return new Actor(Actor.Kind.OPERATOR, "operator");
    }
  }

  /** Whoever holds the signed link to a licence that is to be claimed. */
  record Claimant(LicenseId license) implements Caller {
    @Override
    public String name() {
      return "claim:" + license.value();
    }

    /** A person who is no member yet acts under the licence that they paid for. */
    @Override
    public Actor actor() {
      return new Actor(Actor.Kind.MEMBER, license.value());
    }
  }

  /** Who acts within one organisation. */
  sealed interface Party extends Caller {
    OrganizationId organization();

    Holder holder();

    /** What the caller may do now. */
    Set<Scope> scopes();

    /** What the caller could do once and the holder's role no longer carries. */
    Set<Scope> lost();

    /** The holder's; null for pipelines. */
    @Nullable Role role();
  }

  /**
   * A person who signed in to the pages, as the member that they are in the organisation looked at.
   *
   * @param session tells apart what one person does in two browsers
   */
  record Member(String session, OrganizationId organization, MemberId member, Role role)
      implements Party {
    @Override
    public Holder holder() {
      return member;
    }

    @Override
    public Set<Scope> scopes() {
      return RoleScopes.of(role);
    }

    @Override
    public Set<Scope> lost() {
      return Set.of();
    }

    @Override
    public String name() {
      return session + '/' + member.value();
    }

    @Override
    public Actor actor() {
      return new Actor(Actor.Kind.MEMBER, member.value());
    }
  }

  /**
   * An access token of a member or pipeline.
   *
   * @param scopes what it may be used for now
   * @param lost what it was issued for and the holder's role no longer carries
   * @param role of the holder; null for pipelines
   */
  record Token(
      TokenId token,
      OrganizationId organization,
      Holder holder,
      Set<Scope> scopes,
      Set<Scope> lost,
      @Nullable Role role)
      implements Party {
    public Token {
      scopes = fixed(scopes);
      lost = fixed(lost);
    }

    private static Set<Scope> fixed(Set<Scope> scopes) {
      EnumSet<Scope> copy = EnumSet.noneOf(Scope.class);
      copy.addAll(scopes);
      return Collections.unmodifiableSet(copy);
    }

    @Override
    public String name() {
      return token.value();
    }

    @Override
    public Actor actor() {
      return new Actor(Actor.Kind.TOKEN, token.value());
    }
  }
}
