package dev.packledger.acceptance.story;

import dev.packledger.acceptance.running.Api;
import dev.packledger.acceptance.running.Reply;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * An organisation as its owner sees it.
 *
 * @param owner the owner's member id
 * @param api calls with the owner's token
 */
record Organization(Marketplace market, String slug, String id, String owner, Api api) {
  /** An access token. */
  record Token(String id, String secret) {}

  String path(String rest) {
    return "/api/v1/organizations/" + id + rest;
  }

  /** Where npm clients find what this organisation may install. */
  URI npm() {
    return registry("npm");
  }

  /** Where clients of an ecosystem find what this organisation may install; ends with a slash. */
  URI registry(String ecosystem) {
    return market.server().registry(slug, ecosystem);
  }

  /** Invites someone, who joins at once. */
  String member(String email, String role) {
    String member =
        api.post(path("/members"), Map.of("email", email, "role", role)).is(201).at("/id");
    api.post(path("/members/" + member + "/join"), "").is(204);
    return member;
  }

  String pipeline(String name) {
    return api.post(path("/pipelines"), Map.of("name", name)).is(201).at("/id");
  }

  /** Issues a token to a member or pipeline. */
  Token token(String holder, String... scopes) {
    Reply issued =
        api.post(
                path("/tokens"),
                Map.of("holder", holder, "name", "story", "scopes", List.of(scopes)))
            .is(201);
    return new Token(issued.at("/id"), issued.at("/secret"));
  }
}
