package dev.packledger.domain.organizations;

import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.PersonId;
import dev.packledger.domain.ledger.Sealed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What may be asked of an organisation. */
public sealed interface OrganizationCommand extends Command {
  OrganizationId organization();

  @Override
  default Id stream() {
    return organization();
  }

  /** Registers the organisation with its first owner, who joins at once. */
  record Register(
      OrganizationId organization,
      String slug,
      String displayName,
      MemberId owner,
      PersonId person,
      Sealed email)
      implements OrganizationCommand {}

  record Rename(OrganizationId organization, String displayName) implements OrganizationCommand {}

  record InviteMember(
      OrganizationId organization,
      MemberId member,
      PersonId person,
      Sealed email,
      Role role,
      @Nullable Instant roleUntil)
      implements OrganizationCommand {}

  record Join(OrganizationId organization, MemberId member) implements OrganizationCommand {}

  record ChangeRole(
      OrganizationId organization, MemberId member, Role role, @Nullable Instant roleUntil)
      implements OrganizationCommand {}

  record RemoveMember(OrganizationId organization, MemberId member)
      implements OrganizationCommand {}

  /** An operator gives an existing or new member the owner's role. Refused to anyone else. */
  record RestoreOwner(OrganizationId organization, MemberId member, PersonId person, Sealed email)
      implements OrganizationCommand {}

  record RegisterPipeline(OrganizationId organization, PipelineId pipeline, String name)
      implements OrganizationCommand {}

  record RemovePipeline(OrganizationId organization, PipelineId pipeline)
      implements OrganizationCommand {}

  record ConnectPaymentAccount(
      OrganizationId organization, String provider, String account, boolean live)
      implements OrganizationCommand {}

  record DisconnectPaymentAccount(OrganizationId organization, String provider, String account)
      implements OrganizationCommand {}
}
