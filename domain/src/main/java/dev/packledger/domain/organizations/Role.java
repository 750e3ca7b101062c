package dev.packledger.domain.organizations;

/** What a member may do in an organisation. One role a member; owner includes all others. */
public enum Role {
  OWNER,
  /** Members, licences, tokens. */
  ADMIN,
  PUBLISHER,
  /** Plans, payments, revenue. */
  FINANCE,
  /** Installs, own tokens. */
  MEMBER,
  /** Reads all history; always with an end. */
  AUDITOR
}
