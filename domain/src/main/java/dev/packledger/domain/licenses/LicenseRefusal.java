package dev.packledger.domain.licenses;

import dev.packledger.domain.ledger.Refusal;

/** Why a licence said no, in order of precedence. Codes are for ever. */
public enum LicenseRefusal implements Refusal {
  /** Nothing was granted under this id. */
  UNKNOWN("license.unknown"),
  /** Another purchase was granted under this id. */
  EXISTS("license.exists"),
  /** The paid period ends before it starts. */
  PERIOD_INVALID("license.period_invalid"),
  /** An amount of money is negative. */
  AMOUNT_INVALID("payment.amount_invalid"),
  /** Another organisation claimed it; the link is used up. */
  CLAIMED("license.claimed"),
  /** Nobody has claimed it yet. */
  UNCLAIMED("license.unclaimed"),
  /** It was revoked and may not change hands. */
  REVOKED("license.revoked"),
  /** The subscription was deleted; nothing more can be scheduled. */
  CANCELLED("license.cancelled"),
  /** The deadline has not passed. */
  NOT_DUE("license.not_due"),
  /** The terms allow no such number of seats. */
  SEATS_OUT_OF_RANGE("seat.out_of_range"),
  /** Holders of this kind need no seat under the terms. */
  SEAT_NOT_COUNTED("seat.not_counted"),
  /** Every seat is taken. */
  SEAT_EXHAUSTED("seat.exhausted");

  private final String code;

  LicenseRefusal(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
