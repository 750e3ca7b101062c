package dev.packledger.domain.products;

import dev.packledger.domain.ledger.Refusal;

/** Why a product says no, in order of precedence: the first that applies is told. */
public enum ProductRefusal implements Refusal {
  /** There is no product of this id. */
  UNKNOWN("product.unknown"),
  /** A product of this id was created before, in another way. */
  EXISTS("product.exists"),
  /** The name is empty, too long or holds characters that no name needs. */
  NAME_INVALID("product.name_invalid"),
  /** The package was never added. */
  PACKAGE_UNKNOWN("product.package_unknown"),
  /** A package cannot be its own private dependency. */
  DEPENDS_ON_ITSELF("product.depends_on_itself"),
  /** A plan on sale names the package; retire or replace the plan first. */
  PACKAGE_IN_PLAN("product.package_in_plan"),
  /** There was never a plan of this id. */
  PLAN_UNKNOWN("plan.unknown"),
  /** A retired plan stays retired; publish another. */
  PLAN_RETIRED("plan.retired"),
  /** The plan's name is empty, too long or holds characters that no name needs. */
  PLAN_NAME_INVALID("plan.name_invalid"),
  /** Another plan on sale has the name. */
  PLAN_NAME_TAKEN("plan.name_taken"),
  /** A plan covers at least one package. */
  PLAN_PACKAGE_MISSING("plan.package_missing"),
  /** The terms name a package that the product does not have. */
  PLAN_PACKAGE_UNKNOWN("plan.package_unknown"),
  /** Where seats count, at least one is sold. */
  PLAN_SEATS_INVALID("plan.seats_invalid"),
  /** The grace period is longer than {@code PlanRules.GRACE_DAYS_MAX}. */
  PLAN_GRACE_TOO_LONG("plan.grace_too_long"),
  /** A channel is empty, too long or not plain ASCII. */
  PLAN_CHANNEL_INVALID("plan.channel_invalid"),
  /** A price id is empty, too long, not plain ASCII or named twice. */
  PLAN_PRICE_INVALID("plan.price_invalid"),
  /** Another plan on sale has the price; a payment must mean one plan. */
  PLAN_PRICE_TAKEN("plan.price_taken");

  private final String code;

  ProductRefusal(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
