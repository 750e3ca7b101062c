package dev.packledger.registry.npm;

import dev.packledger.domain.ledger.Refusal;

/**
 * Why an upload or an edit by an npm client was not taken, in order of precedence; what an archive
 * may be is {@code ArchiveRefusal}'s to say, and what the streams refuse is theirs.
 */
public enum NpmRefusal implements Refusal {
  /** No name that npm allows new packages to have, or one with a meaning of its own. */
  NAME_INVALID("npm.name_invalid"),
  /** An unscoped name where the operator allows none. */
  NAME_UNSCOPED("npm.name_unscoped"),
  /** The scope is not a namespace of this organisation. */
  SCOPE_NOT_OWNED("npm.scope_not_owned"),
  /** The body is compressed otherwise than by gzip. */
  BODY_ENCODING("npm.body_encoding"),
  /** The request is larger than is taken. */
  BODY_TOO_LARGE("npm.body_too_large"),
  /** The body is not strict JSON of the form that npm sends. */
  BODY_MALFORMED("npm.body_malformed"),
  /** A member that pollutes prototypes when a careless program merges it. */
  KEY_FORBIDDEN("npm.key_forbidden"),
  /** The publication names another package than its address. */
  NAME_MISMATCH("npm.name_mismatch"),
  /** Not a version by Semantic Versioning 2.0.0. */
  VERSION_INVALID("npm.version_invalid"),
  /** The publication speaks of several versions where it must of one. */
  VERSION_MISMATCH("npm.version_mismatch"),
  /** Not exactly one version with exactly one tarball. */
  ATTACHMENT("npm.attachment"),
  /** The tarball has another length or checksum than its publication says. */
  INTEGRITY_MISMATCH("npm.integrity_mismatch"),
  /** A field of the package metadata that every client reads has a form that none expects. */
  METADATA_INVALID("npm.metadata_invalid"),
  /** One version's metadata is longer than an event may carry. */
  METADATA_TOO_LARGE("npm.metadata_too_large"),
  /** The files do not lie in one folder. */
  TOP_FOLDER("npm.top_folder"),
  /** The tarball has no package.json in its folder. */
  PACKAGE_JSON_MISSING("npm.package_json_missing"),
  /** The tarball's package.json is not strict JSON, or too large. */
  PACKAGE_JSON_MALFORMED("npm.package_json_malformed"),
  /** The publication says other than the package.json inside the tarball. */
  METADATA_MISMATCH("npm.metadata_mismatch"),
  /** A tag that looks like a version, or has characters that none may have. */
  TAG_INVALID("npm.tag_invalid"),
  /** The tag {@code latest} cannot be removed. */
  TAG_LATEST("npm.tag_latest"),
  /** The version that a tag shall name does not exist or was withdrawn. */
  TAG_VERSION_UNKNOWN("npm.tag_version_unknown"),
  /** What was edited was not the newest. */
  REVISION_CONFLICT("npm.revision_conflict"),
  /** npm asks for something that this registry does elsewhere, or not at all. */
  UNSUPPORTED("npm.unsupported");

  private final String code;

  NpmRefusal(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
