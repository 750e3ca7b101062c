package dev.packledger.domain.organizations;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.PersonId;
import dev.packledger.domain.ledger.Sealed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to an organisation. */
public sealed interface OrganizationEvent extends Event {
  record OrganizationRegistered(String slug, String displayName) implements OrganizationEvent {}

  record OrganizationRenamed(String displayName) implements OrganizationEvent {}

  /**
   * @param email the invited person's address, closed
   * @param roleUntil when the role ends; always given for auditors
   */
  record MemberInvited(
      MemberId member, PersonId person, Sealed email, Role role, @Nullable Instant roleUntil)
      implements OrganizationEvent {}

  record MemberJoined(MemberId member) implements OrganizationEvent {}

  record MemberRoleChanged(MemberId member, Role role, @Nullable Instant roleUntil)
      implements OrganizationEvent {}

  record MemberRemoved(MemberId member) implements OrganizationEvent {}

  record PipelineRegistered(PipelineId pipeline, String name) implements OrganizationEvent {}

  record PipelineRemoved(PipelineId pipeline) implements OrganizationEvent {}

  /**
   * @param account the provider's account id
   * @param live false in the provider's test mode; test and live never touch
   */
  record PaymentAccountConnected(String provider, String account, boolean live)
      implements OrganizationEvent {}

  record PaymentAccountDisconnected(String provider, String account) implements OrganizationEvent {}
}
