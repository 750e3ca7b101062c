package dev.packledger.registry.hex;

import dev.packledger.domain.ledger.Refusal;

/**
 * Why something sent by a Hex client was not taken; the first that is met while reading is told.
 */
public enum HexRefusal implements Refusal {
  /** The query asks to replace a release that exists. */
  REPLACE("hex.replace"),
  /** The request's body is not in the form that its content type says, or larger than is taken. */
  BODY_MALFORMED("hex.body_malformed"),
  /** The tarball does not hold exactly the four files of a package. */
  TARBALL_FILES("hex.tarball_files"),
  /** The tarball is of another version of the format than 3. */
  TARBALL_VERSION("hex.tarball_version"),
  /** The inner checksum is not that of what is inside. */
  TARBALL_CHECKSUM("hex.tarball_checksum"),
  /** The metadata is no list of Erlang's pairs, or larger than is taken. */
  METADATA_MALFORMED("hex.metadata_malformed"),
  /** The metadata lacks what clients need, or has it in another form. */
  METADATA_INVALID("hex.metadata_invalid"),
  /** The name is none that a package may have. */
  NAME_INVALID("hex.name_invalid"),
  /** The tarball is of another package than its address says. */
  NAME_MISMATCH("hex.name_mismatch"),
  /** The version is none that Elixir reads. */
  VERSION_INVALID("hex.version_invalid"),
  /** A dependency's requirement is none that Elixir reads. */
  REQUIREMENT_INVALID("hex.requirement_invalid"),
  /** A dependency is to be found in a repository that is neither public nor the publisher's. */
  DEPENDENCY_REPOSITORY("hex.dependency_repository"),
  /** One version's metadata is longer than an event may carry. */
  METADATA_TOO_LARGE("hex.metadata_too_large"),
  /** A retirement has no reason that Hex knows, or a message of a length that it does not show. */
  RETIREMENT_INVALID("hex.retirement_invalid"),
  /** Hex asks for something that this registry does elsewhere, or not at all. */
  UNSUPPORTED("hex.unsupported");

  private final String code;

  HexRefusal(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
