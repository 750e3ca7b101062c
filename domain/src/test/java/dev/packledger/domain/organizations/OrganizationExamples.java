package dev.packledger.domain.organizations;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.PersonId;
import dev.packledger.domain.ledger.Sealed;
import dev.packledger.domain.organizations.OrganizationCommand.Register;
import dev.packledger.domain.organizations.OrganizationEvent.MemberInvited;
import dev.packledger.domain.organizations.OrganizationEvent.MemberJoined;
import dev.packledger.domain.organizations.OrganizationEvent.OrganizationRegistered;
import java.time.Instant;
import java.util.UUID;

/** The organisation that the tests of this folder talk about. */
final class OrganizationExamples {
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant LATER = NOW.plusSeconds(3600);
  static final Actor MEMBER = new Actor(Actor.Kind.MEMBER, member(1).value());
  static final Actor OPERATOR = new Actor(Actor.Kind.OPERATOR, "operator");

  static final OrganizationId ACME = OrganizationId.ofSlug("acme");
  static final MemberId ADA = member(1);
  static final MemberId BOB = member(2);
  static final Register REGISTER = new Register(ACME, "acme", "Acme", ADA, person(1), email(1));
  static final OrganizationEvent[] REGISTERED = {
    new OrganizationRegistered("acme", "Acme"),
    new MemberInvited(ADA, person(1), email(1), Role.OWNER, null),
    new MemberJoined(ADA)
  };

  private OrganizationExamples() {}

  static MemberId member(int number) {
    return new MemberId(new UUID(0, number));
  }

  static PersonId person(int number) {
    return new PersonId(new UUID(0, number));
  }

  static Sealed email(int number) {
    return new Sealed(person(number), "key", "nonce", "ciphertext");
  }

  static PipelineId pipeline(int number) {
    return new PipelineId(new UUID(0, number));
  }
}
