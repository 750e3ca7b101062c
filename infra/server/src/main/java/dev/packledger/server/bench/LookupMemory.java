package dev.packledger.server.bench;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Metadata;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.tokens.TokenEvent;
import dev.packledger.projections.access.AccessMemory;

/** A {@link LookupMarket} in access memory, made once a JVM. */
record LookupMemory(LookupMarket market, AccessMemory access) {
  static final LookupMemory EMPTY = new LookupMemory(new LookupMarket(0), new AccessMemory());
  private static LookupMemory made = EMPTY;

  static synchronized LookupMemory of(int tokens) {
    if (made.market().tokens() != tokens) {
      LookupMarket market = new LookupMarket(tokens);
      AccessMemory access = new AccessMemory();
      market.tell(access::apply);
      made = new LookupMemory(market, access);
    }
    return made;
  }

  /** One more event of the ledger; nothing where the token is revoked or was never issued. */
  synchronized void revoke(int token) {
    if (token >= market.tokens() || market.isRevoked(token)) {
      return;
    }
    Position next = new Position(access.position().value() + 1);
    access.apply(
        new Recorded<>(
            LookupMarket.tokenId(token).value(),
            1,
            next,
            new TokenEvent.TokenRevoked(TokenEvent.Reason.REQUESTED),
            new Metadata(
                "event-" + next.value(),
                new Actor(Actor.Kind.OPERATOR, "bench"),
                new Cause("bench", null, "bench"),
                EventWriter.START,
                "00")));
    market.revoke(token);
  }
}
