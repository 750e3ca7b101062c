package dev.packledger.domain.tokens;

import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be asked of an access token. */
public sealed interface TokenCommand extends Command {
  TokenId token();

  @Override
  default Id stream() {
    return token();
  }

  record Issue(
      TokenId token,
      OrganizationId organization,
      Holder holder,
      Set<Scope> scopes,
      Digest secret,
      String name,
      @Nullable Instant expiresAt,
      List<String> addresses)
      implements TokenCommand {
    public Issue {
      scopes = Set.copyOf(scopes);
      addresses = List.copyOf(addresses);
    }
  }

  record Rotate(TokenId token, Digest secret, @Nullable Instant overlapUntil)
      implements TokenCommand {}

  record Revoke(TokenId token, TokenEvent.Reason reason) implements TokenCommand {}
}
