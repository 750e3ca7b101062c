package dev.packledger.domain.releases;

import dev.packledger.domain.ledger.Refusal;

/** Why a release says no, in order of precedence: the first that applies is told. */
public enum ReleaseRefusal implements Refusal {
  /** There is no release of this id. */
  UNKNOWN("release.unknown"),
  /** The version was published before; its bytes are for ever, equal or not. */
  EXISTS("release.exists"),
  /** Version, platform or channel is too long or not plain ASCII, or one needed is empty. */
  VERSION_INVALID("release.version_invalid"),
  /** The id is not the one derived from package, version and platform. */
  ID_MISMATCH("release.id_mismatch"),
  /** The normalised metadata is longer than an event may carry. */
  METADATA_TOO_LARGE("release.metadata_too_large"),
  /** A release has at least one artifact. */
  ARTIFACT_MISSING("release.artifact_missing"),
  /** A filename is empty, too long or a path, or a size is negative. */
  ARTIFACT_INVALID("artifact.invalid"),
  /** The release has another file of this name; none is ever replaced. */
  ARTIFACT_EXISTS("artifact.exists"),
  /** A reason or message is too long or holds control characters. */
  MESSAGE_INVALID("release.message_invalid");

  private final String code;

  ReleaseRefusal(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
