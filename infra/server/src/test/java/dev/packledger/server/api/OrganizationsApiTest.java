package dev.packledger.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.identity.signin.Accounts;
import dev.packledger.identity.signin.Sessions;
import dev.packledger.identity.signin.Subject;
import dev.packledger.server.ApiCalls;
import dev.packledger.server.RunningServer;
import dev.packledger.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestServer.class)
class OrganizationsApiTest {
  private final RunningServer server;
  private final ApiCalls operator;
  private final String slug = "org-" + UUID.randomUUID().toString().substring(0, 8);
  private final String path;
  private final String owner;

  OrganizationsApiTest(RunningServer server) {
    this.server = server;
    operator = ApiCalls.operator(server);
    ApiCalls.Answer registered =
        operator
            .post(
                "/api/v1/organizations",
                """
                {"slug": "%s", "displayName": "Acme", "ownerEmail": "Ann@%s.example"}\
                """
                    .formatted(slug, slug))
            .is(201);
    path = "/api/v1/organizations/" + registered.at("/id");
    owner = registered.at("/owner");
  }

  private ApiCalls token(String holder, String scopes) {
    return operator.as(
        operator
            .post(
                path + "/tokens",
                """
                {"holder": "%s", "name": "t", "scopes": [%s]}\
                """
                    .formatted(holder, scopes))
            .is(201)
            .at("/secret"));
  }

  @Test
  void isReadBackBySlugAndId() {
    assertThat(operator.get(path).is(200).at("/slug")).isEqualTo(slug);
    assertThat(operator.get("/api/v1/organizations/" + slug).is(200).json())
        .isEqualTo(operator.get(path).json());
    assertThat(operator.get(path + "/members").is(200).at("/items/0/email"))
        .isEqualTo("Ann@" + slug + ".example");
  }

  @Test
  void hasOneHexRepositoryForEver() {
    ApiCalls.Answer told = operator.get(path + "/hex-repository").is(200);
    assertThat(told.at("/name")).isEqualTo(slug);
    assertThat(told.at("/url")).endsWith("/" + slug + "/hex");
    assertThat(told.at("/api")).isEqualTo(told.at("/url") + "/api");
    assertThat(told.at("/fingerprint")).startsWith("SHA256:");
    assertThat(told.at("/publicKey")).startsWith("-----BEGIN PUBLIC KEY-----");
    assertThat(told.at("/mix"))
        .contains("mix hex.repo add " + slug + " " + told.at("/url"), told.at("/fingerprint"));
    assertThat(told.at("/rebar3")).contains(told.at("/publicKey"), "<<\"" + slug + "\">>");
    assertThat(token(owner, "\"read\"").get(path + "/hex-repository").is(200).json())
        .isEqualTo(told.json());
  }

  @Test
  void anotherOrganisationLearnsNothingOfIt() {
    ApiCalls stranger = token(owner, "\"manage\"");
    String other = "other-" + slug;
    operator
        .post(
            "/api/v1/organizations",
            """
            {"slug": "%s", "displayName": "Other", "ownerEmail": "bob@%s.example"}\
            """
                .formatted(other, slug))
        .is(201);
    stranger.get("/api/v1/organizations/" + other).isProblem(404, "organization.unknown");
    stranger.get("/api/v1/organizations/" + other + "-not").isProblem(404, "organization.unknown");
    stranger
        .get("/api/v1/organizations/" + other + "/members")
        .isProblem(404, "organization.unknown");
    stranger
        .get("/api/v1/organizations/" + other + "/hex-repository")
        .isProblem(404, "organization.unknown");
    stranger.get("/api/v1/organizations").isProblem(403, "operator.required");
  }

  @Test
  void rolesAndScopesLimitWhatATokenMay() {
    ApiCalls ownerCalls = token(owner, "\"manage\"");
    String member =
        ownerCalls
            .post(
                path + "/members", "{\"email\": \"m@" + slug + ".example\", \"role\": \"member\"}")
            .is(201)
            .at("/id");
    ownerCalls.post(path + "/members/" + member + "/join", "").is(204);
    ApiCalls memberCalls = token(member, "\"manage\"");
    memberCalls.post(path + "/pipelines", "{\"name\": \"ci\"}").isProblem(403, "role.missing");
    ApiCalls reading = token(owner, "\"read\"");
    reading.post(path + "/pipelines", "{\"name\": \"ci\"}").isProblem(403, "token.scope");
    operator
        .post(
            path + "/tokens",
            """
            {"holder": "%s", "name": "t", "scopes": ["publish"]}\
            """
                .formatted(member))
        .isProblem(422, "token.scope_beyond_role");
    ownerCalls
        .send("PATCH", path + "/members/" + owner, "{\"role\": \"member\"}", java.util.Map.of())
        .isProblem(409, "member.last_owner");
  }

  /** At once: the change of role is acknowledged only when no node would still allow. */
  @Test
  void whatARoleLosesEveryTokenOfItsHolderLoses() {
    String member =
        operator
            .post(path + "/members", "{\"email\": \"a@" + slug + ".example\", \"role\": \"admin\"}")
            .is(201)
            .at("/id");
    operator.post(path + "/members/" + member + "/join", "").is(204);
    ApiCalls managing = token(member, "\"manage\"");
    ApiCalls auditing = token(member, "\"audit\"");
    ApiCalls deciding = token(member, "\"decide\"");
    String question =
        """
        {"subject": {"type": "access_token", "id": "plk_none"},
         "action": {"name": "install"},
         "resource": {"type": "release", "id": "pkg:npm/%40none/none@1.0.0"}}\
        """;
    managing.get(path + "/tokens").is(200);
    auditing.get(path + "/tokens").is(200);
    deciding.post("/access/v1/evaluation", question).is(200);

    changeRole(member, "\"role\": \"publisher\"");
    managing.post(path + "/pipelines", "{\"name\": \"ci\"}").isProblem(403, "role.missing");
    auditing.get(path + "/tokens").isProblem(403, "holder.role");
    deciding.post("/access/v1/evaluation", question).isProblem(403, "holder.role");

    String soon = server.clock().instant().plus(Duration.ofDays(1)).toString();
    changeRole(member, "\"role\": \"auditor\", \"roleUntil\": \"" + soon + "\"");
    managing.post(path + "/pipelines", "{\"name\": \"ci\"}").isProblem(403, "holder.role");
    auditing.get(path + "/tokens").is(200);
  }

  private void changeRole(String member, String change) {
    operator
        .send("PATCH", path + "/members/" + member, '{' + change + '}', java.util.Map.of())
        .is(204);
  }

  @Test
  void aRevokedTokenIsRefusedAtOnceAndHasAReceipt() {
    ApiCalls.Answer issued =
        operator
            .post(
                path + "/tokens",
                """
                {"holder": "%s", "name": "t", "scopes": ["manage"]}\
                """
                    .formatted(owner))
            .is(201);
    ApiCalls caller = operator.as(issued.at("/secret"));
    caller.get(path).is(200);
    ApiCalls.Answer revoked = operator.delete("/api/v1/tokens/" + issued.at("/id")).is(204);
    caller.get(path).isProblem(401, "token.revoked");
    String position = revoked.response().headers().firstValue("Packledger-Position").orElseThrow();
    ApiCalls.Answer receipt = operator.get("/api/v1/receipts/" + position).is(200);
    assertThat(receipt.at("/command")).isEqualTo("token.revoke");
    assertThat(receipt.json().get("nodes").size()).isEqualTo(1);
  }

  @Test
  void aRetriedIssueShowsTheSameSecret() {
    String key = UUID.randomUUID().toString();
    String body =
        """
        {"holder": "%s", "name": "t", "scopes": ["manage"]}\
        """
            .formatted(owner);
    String first = operator.post(path + "/tokens", body, key).is(201).at("/secret");
    assertThat(operator.post(path + "/tokens", body, key).is(201).at("/secret")).isEqualTo(first);
  }

  @Test
  void aForgottenPersonHasNoAddressAnyMore() {
    String person = operator.get(path + "/members").at("/items/0/person");
    operator.delete("/api/v1/people/" + person).is(204);
    operator.delete("/api/v1/people/" + person).is(204);
    assertThat(operator.get(path + "/members").json().at("/items/0/email").isNull()).isTrue();
  }

  @Test
  void aForgottenPersonIsSignedInNowhereAndCannotSignIn() {
    PersonId person = new PersonId(operator.get(path + "/members").at("/items/0/person"));
    Accounts accounts = server.process().part(Accounts.class);
    Sessions sessions = server.process().part(Sessions.class);
    Instant now = server.clock().instant();
    accounts.setPassword(person, "violet tractor soup", now);
    String secret = sessions.open(new Subject.Person(person), "192.0.2.1", "Firefox", now).secret();
    assertThat(sessions.find(secret, now)).isPresent();
    operator.delete("/api/v1/people/" + person).is(204);
    assertThat(sessions.find(secret, now)).isEmpty();
    assertThat(accounts.exists(person)).isFalse();
  }
}
