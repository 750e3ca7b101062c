package dev.packledger.domain.namespaces;

import dev.packledger.domain.ledger.Refusal;

/** Why a namespace says no, in order of precedence: the first that applies is told. */
public enum NamespaceRefusal implements Refusal {
  /** There is no namespace of this id. */
  UNKNOWN("namespace.unknown"),
  /** The name is empty, too long or not plain ASCII. */
  NAME_INVALID("namespace.name_invalid"),
  /** The id is not the one derived from ecosystem and name. */
  ID_MISMATCH("namespace.id_mismatch"),
  /** Another organisation owns it. */
  TAKEN("namespace.taken"),
  /** Only the owner may give it away. */
  NOT_OWNER("namespace.not_owner");

  private final String code;

  NamespaceRefusal(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
