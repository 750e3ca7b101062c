package dev.packledger.domain.organizations;

import dev.packledger.domain.ledger.Refusal;

/** Why an organisation says no, in order of precedence: the first that applies is told. */
public enum OrganizationRefusal implements Refusal {
  /** There is no organisation of this id. */
  UNKNOWN("organization.unknown"),
  /** Only an operator of the instance may restore an owner. */
  OPERATOR_REQUIRED("organization.operator_required"),
  /** The slug breaks the grammar of {@link OrganizationSlug}. */
  SLUG_INVALID("organization.slug_invalid"),
  /** The slug is a path of the instance's own. */
  SLUG_RESERVED("organization.slug_reserved"),
  /** The organisation's id is not the one derived from the slug. */
  SLUG_MISMATCH("organization.slug_mismatch"),
  /** Somebody else registered the slug; it is taken for ever. */
  SLUG_TAKEN("organization.slug_taken"),
  /** A display name is empty, too long or holds characters that no name needs. */
  NAME_INVALID("organization.name_invalid"),
  /** There was never a member of this id, or it is removed where a present one is needed. */
  MEMBER_UNKNOWN("member.unknown"),
  /** The address is sealed under another person's key, and would not be forgotten with this one. */
  EMAIL_OF_ANOTHER("member.email_of_another"),
  /** The id or the person already is a member, in another way than the command says. */
  MEMBER_EXISTS("member.exists"),
  /** An auditor's role needs an end. */
  ROLE_UNTIL_MISSING("member.role_until_missing"),
  /** A role cannot end before it begins. */
  ROLE_UNTIL_PAST("member.role_until_past"),
  /** The last lasting owner can neither leave nor be demoted. */
  LAST_OWNER("member.last_owner"),
  /** There was never a pipeline of this id. */
  PIPELINE_UNKNOWN("pipeline.unknown"),
  /** A pipeline's name is empty, too long or holds characters that no name needs. */
  PIPELINE_NAME_INVALID("pipeline.name_invalid"),
  /** The id was used before, by another pipeline or by one that is removed. */
  PIPELINE_EXISTS("pipeline.exists"),
  /** Another pipeline of the organisation has the name. */
  PIPELINE_NAME_TAKEN("pipeline.name_taken"),
  /** The payment account was never connected. */
  PAYMENT_ACCOUNT_UNKNOWN("payment_account.unknown"),
  /** The provider's or the account's id is empty, too long or not plain ASCII. */
  PAYMENT_ACCOUNT_INVALID("payment_account.invalid"),
  /** The account is known in the other mode; test and live never touch. */
  PAYMENT_ACCOUNT_MODE("payment_account.mode_differs");

  private final String code;

  OrganizationRefusal(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
