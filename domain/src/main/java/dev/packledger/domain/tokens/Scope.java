package dev.packledger.domain.tokens;

/** What a token may be used for. */
public enum Scope {
  /** Install what the organisation may install. */
  READ,
  PUBLISH,
  /** The management API, within the holder's role. */
  MANAGE,
  /** Ask for access decisions about others' tokens. */
  DECIDE,
  /** Read all history. */
  AUDIT
}
