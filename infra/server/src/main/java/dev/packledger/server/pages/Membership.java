package dev.packledger.server.pages;

import dev.packledger.domain.organizations.MemberId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;

/** What a person is in one organisation now. */
public record Membership(
    OrganizationId organization, String slug, String displayName, MemberId member, Role role) {
  /** Whether the role sells: sees what was sold, to whom and for how much. */
  public boolean sells() {
    return switch (role) {
      case OWNER, ADMIN, FINANCE -> true;
      case PUBLISHER, MEMBER, AUDITOR -> false;
    };
  }

  /** Whether the role gives seats, tokens and roles to others. */
  public boolean administers() {
    return switch (role) {
      case OWNER, ADMIN -> true;
      case PUBLISHER, FINANCE, MEMBER, AUDITOR -> false;
    };
  }

  /** Whether the role changes nothing and reads all history. */
  public boolean audits() {
    return role == Role.AUDITOR;
  }
}
