package dev.packledger.projections.directory;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Sealed;
import dev.packledger.domain.organizations.MemberId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's membership in one organisation; removed ones stay, with their end.
 *
 * @param email closed
 * @param roleUntil when the role ends; null for no end
 */
public record MemberRow(
    OrganizationId organization,
    MemberId member,
    PersonId person,
    Sealed email,
    Role role,
    @Nullable Instant roleUntil,
    Instant invitedAt,
    @Nullable Instant joinedAt,
    @Nullable Instant removedAt,
    Position changedAt) {
  /** Joined, not removed, and the role has not ended at this instant. */
  public boolean isPresent(Instant instant) {
    return joinedAt != null
        && removedAt == null
        && (roleUntil == null || instant.isBefore(roleUntil));
  }
}
