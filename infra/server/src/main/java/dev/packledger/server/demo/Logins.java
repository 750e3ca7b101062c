package dev.packledger.server.demo;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.identity.PersonKeys;
import dev.packledger.identity.signin.Accounts;
import dev.packledger.identity.signin.Passwords;
import dev.packledger.server.ServerProcess;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;

/** Passwords for people of the story, new ones at each start: a demo's folder opens no door. */
final class Logins {
  private static final int PASSWORD_BYTES = 10;

  private final ServerProcess server;

  Logins(ServerProcess server) {
    this.server = server;
  }

  /** Sets them; a line for each. */
  List<String> all() {
    return List.of(
        login("Acme's owner, who sells", "owner@acme.example"),
        login("Acme's auditor", "auditor@acme.example"),
        login("Initech's owner, who bought", "owner@initech.example"),
        login("Ann of Initech, a member", "ann@initech.example"));
  }

  private String login(String who, String email) {
    PersonId person =
        server
            .part(PersonKeys.class)
            .find(email)
            .orElseThrow(() -> new DemoFailure("the story has nobody with the address " + email));
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    if (server.part(Passwords.class).refusal(password).isPresent()) {
      throw new DemoFailure("a password of a demo is no good");
    }
    server
        .part(Accounts.class)
        .setPassword(person, password, server.part(InstantSource.class).instant());
    return "%s: %s %s".formatted(who, email, password);
  }
}
