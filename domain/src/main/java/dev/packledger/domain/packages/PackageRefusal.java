package dev.packledger.domain.packages;

import dev.packledger.domain.ledger.Refusal;

/** Why a package says no, in order of precedence: the first that applies is told. */
public enum PackageRefusal implements Refusal {
  /** There is no package of this id. */
  UNKNOWN("package.unknown"),
  /** The name is empty, too long or not plain ASCII. */
  NAME_INVALID("package.name_invalid"),
  /** The id is not the one derived from ecosystem and name. */
  ID_MISMATCH("package.id_mismatch"),
  /** Another organisation owns it; a package has one owner per instance. */
  TAKEN("package.taken"),
  /** The tag is empty, too long or has characters that no tag may have. */
  TAG_INVALID("tag.invalid"),
  /** The version is empty, too long or not plain ASCII. */
  VERSION_INVALID("tag.version_invalid");

  private final String code;

  PackageRefusal(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
