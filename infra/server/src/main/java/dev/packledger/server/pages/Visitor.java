package dev.packledger.server.pages;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.identity.signin.Session;
import java.util.List;
import java.util.Optional;

/** Who looks at a page. */
public sealed interface Visitor {
  /** Nobody signed in. */
  record Stranger() implements Visitor {}

  /** Whoever has a session. */
  sealed interface SignedIn extends Visitor {
    Session session();
  }

  /**
   * A person.
   *
   * @param memberships those that hold at the moment of the request
   */
  record Person(Session session, PersonId id, List<Membership> memberships) implements SignedIn {
    public Person {
      memberships = List.copyOf(memberships);
    }

    /** The membership in an organisation; empty where there is none. */
    public Optional<Membership> in(OrganizationId organization) {
      return memberships.stream().filter(one -> one.organization().equals(organization)).findAny();
    }
  }

  /** The operator of the instance, by the operator key. */
  record Operator(Session session) implements SignedIn {}
}
