package dev.packledger.server.demo;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * An organisation of the story, asked by its owner's token.
 *
 * @param owner calls with everything that an owner may do
 */
record Organization(String slug, String id, ApiClient owner) {
  private static final List<String> EVERYTHING =
      List.of("read", "publish", "manage", "decide", "audit");

  /** An access token: its secret is known to its holder only. */
  record Token(String id, String secret) {}

  /** Registers it, or finds it where an earlier run did. */
  static Organization register(ApiClient operator, String slug, String displayName) {
    ApiClient.Reply registered =
        operator
            .post(
                "/api/v1/organizations",
                "demo/" + slug,
                Map.of(
                    "slug",
                    slug,
                    "displayName",
                    displayName,
                    "ownerEmail",
                    "owner@" + slug + ".example"))
            .expect(201);
    Organization asOperator = new Organization(slug, registered.at("/id"), operator);
    Token token = asOperator.token(registered.at("/owner"), "owner", EVERYTHING);
    return new Organization(slug, asOperator.id(), operator.as(token.secret()));
  }

  String path(String rest) {
    return "/api/v1/organizations/" + id + rest;
  }

  /** Makes something of the organisation's; an earlier run's is found again. Answers its id. */
  String create(String kind, String name, Map<String, Object> body) {
    return owner.post(path("/" + kind), "demo/" + kind + "/" + name, body).expect(201).at("/id");
  }

  /** A person of the organisation, who has joined. */
  String member(String name, String role) {
    String email = name + "@" + slug + ".example";
    String member = create("members", name, Map.of("email", email, "role", role));
    owner.post(path("/members/" + member + "/join"), "demo/join/" + name, Map.of()).expect(204);
    return member;
  }

  /** Somebody who reads all history, for a long time. */
  String auditor(String name) {
    String email = name + "@" + slug + ".example";
    String member =
        create(
            "members",
            name,
            Map.of("email", email, "role", "auditor", "roleUntil", "2099-01-01T00:00:00Z"));
    owner.post(path("/members/" + member + "/join"), "demo/join/" + name, Map.of()).expect(204);
    return member;
  }

  String pipeline(String name) {
    return create("pipelines", name, Map.of("name", name));
  }

  Token token(String holder, String name, List<String> scopes) {
    ApiClient.Reply issued =
        owner
            .post(
                path("/tokens"),
                "demo/token/" + slug + "/" + name.replace(" ", "-"),
                Map.of("holder", holder, "name", name, "scopes", scopes))
            .expect(201);
    return new Token(issued.at("/id"), issued.at("/secret"));
  }

  /** Where npm and its like find what this organisation may install; ends with a slash. */
  URI npm() {
    return URI.create(owner.server() + "/" + slug + "/npm/");
  }
}
