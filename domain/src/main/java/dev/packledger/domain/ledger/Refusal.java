package dev.packledger.domain.ledger;

/** Why a command said no: an enum per stream, its constants in order of precedence. */
public interface Refusal {
  /** Stable, public code such as {@code seat.exhausted}. */
  String code();
}
