package dev.packledger.domain.ledger;

/**
 * Who did it.
 *
 * @param id an id text of the kind, or for {@code webhook} the provider's account, for {@code
 *     scheduler} and {@code operator} a stable name
 */
public record Actor(Kind kind, String id) {
  public enum Kind {
    MEMBER,
    PIPELINE,
    TOKEN,
    WEBHOOK,
    SCHEDULER,
    OPERATOR
  }
}
