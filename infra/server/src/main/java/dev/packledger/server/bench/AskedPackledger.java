package dev.packledger.server.bench;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Commands;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.tokens.TokenCommand;
import dev.packledger.domain.tokens.TokenEvent;
import java.net.URI;
import java.util.Collection;
import java.util.UUID;

/**
 * This program, asked by AuthZEN; a revocation returns when it is acknowledged.
 *
 * @param commands those of its API
 */
record AskedPackledger(URI address, Commands commands) implements AskedServer {
  private static final Actor ACTOR = new Actor(Actor.Kind.OPERATOR, "bench");

  @Override
  public String name() {
    return "Packledger";
  }

  @Override
  public byte[] request(int token, int pkg) {
    return Evaluations.request(address, Evaluations.body(token, pkg));
  }

  @Override
  public boolean isAllowed(String body) {
    return body.contains("\"decision\":true");
  }

  @Override
  public void revoke(Collection<Integer> tokens) {
    for (int token : tokens) {
      String id = UUID.randomUUID().toString();
      Commands.Answer answer =
          commands.send(
              new TokenCommand.Revoke(LookupMarket.tokenId(token), TokenEvent.Reason.REQUESTED),
              ACTOR,
              new Cause(id, null, id));
      if (!(answer.outcome() instanceof Outcome.Accepted)) {
        throw new IllegalStateException("a revocation is refused: " + answer.outcome());
      }
    }
  }
}
