package dev.packledger.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.server.RunningServer;
import dev.packledger.server.TestServer;
import dev.packledger.server.Trade;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Licences, seats, tokens and people, as the buyer's owner, a member and others see them. */
@ExtendWith(TestServer.class)
class PagesTest {
  private static final Pattern SECRET = Pattern.compile("<pre id=\"secret\">(plk_[^<]+)</pre>");

  private final RunningServer server;

  PagesTest(RunningServer server) {
    this.server = server;
  }

  /** A buyer with a licence of two seats, its owner, and a member who joined. */
  private final class Story {
    private final Trade trade = Trade.begin(server, "sells");
    private final Trade.Buyer buyer = trade.buyer("buys");
    private final String license =
        trade.grant(trade.seatedPlan(), 1, "\"buyer\": \"" + buyer.id() + '"');
    private final String member = joined("ben@" + buyer.slug() + ".example");
    private final SignedIn owner = SignedIn.member(server, trade, buyer.id(), buyer.owner());
    private final SignedIn other = SignedIn.member(server, trade, buyer.id(), member);

    private String joined(String email) {
      String members = "/api/v1/organizations/" + buyer.id() + "/members";
      String invited =
          trade
              .operator()
              .post(members, "{\"email\": \"%s\", \"role\": \"member\"}".formatted(email))
              .is(201)
              .at("/id");
      trade.operator().post(members + "/" + invited + "/join", "").is(204);
      return invited;
    }

    String at(String page) {
      return "/" + buyer.slug() + "/" + page;
    }

    HttpResponse<String> create(SignedIn browser, String key, String... more) {
      String[] fields = {"holder", buyer.owner(), "name", "laptop", "scope", "READ"};
      String[] all = new String[fields.length + more.length];
      System.arraycopy(fields, 0, all, 0, fields.length);
      System.arraycopy(more, 0, all, fields.length, more.length);
      return browser.postKeyed(at("tokens"), key, all);
    }
  }

  @Test
  void licencesAndSeatsAreShownToMembersAndToNobodyElse() {
    Story story = new Story();
    String seats = story.at("licenses/" + story.license + "/seats");
    for (String path : new String[] {story.at("licenses"), seats}) {
      assertThat(story.owner.page(path)).contains(story.license);
      assertThat(story.other.page(path)).contains(story.license);
      assertThat(SignedIn.stranger(server).get(path).statusCode()).isEqualTo(302);
      SignedIn seller = SignedIn.member(server, story.trade, story.trade.id(), story.trade.owner());
      assertThat(seller.get(path).statusCode()).isEqualTo(404);
    }
    assertThat(story.owner.page(seats)).contains("Give seats to those chosen");
    assertThat(story.other.page(seats)).doesNotContain("Give seats to those chosen");
  }

  @Test
  void seatsAreGivenToSeveralAndEachIsToldByItself() {
    Story story = new Story();
    String seats = story.at("licenses/" + story.license + "/seats");
    HttpResponse<String> given =
        story.owner.post(seats + "/assign", "holder", story.buyer.owner(), "holder", story.member);
    assertThat(given.body()).contains("done").contains("refused:").contains("1 of 1 seats");
    HttpResponse<String> taken =
        story.owner.post(seats + "/unassign", "holder", story.buyer.owner());
    assertThat(taken.body()).contains("0 of 1 seats");
    HttpResponse<String> refused = story.other.post(seats + "/assign", "holder", story.member);
    assertThat(refused.body()).contains("role.missing").contains("0 of 1 seats");
  }

  @Test
  void aTokenIsMadeOnceAndItsSecretShownOnce() {
    Story story = new Story();
    HttpResponse<String> unconfirmed = story.create(story.owner, "a");
    assertThat(unconfirmed.statusCode()).isEqualTo(403);
    assertThat(unconfirmed.body()).contains("factor.missing").contains("value=\"laptop\"");
    HttpResponse<String> made = story.create(story.owner, "b", "_factor", SignedIn.PASSWORD);
    HttpResponse<String> again = story.create(story.owner, "b");
    assertThat(secret(again)).isEqualTo(secret(made));
    String list = story.owner.page(story.at("tokens"));
    assertThat(list).containsOnlyOnce(">laptop<").doesNotContain(secret(made));
    assertThat(story.other.page(story.at("tokens"))).doesNotContain(">laptop<");
  }

  @Test
  void aTokenIsRotatedThenRevokedWithItsReceipt() {
    Story story = new Story();
    HttpResponse<String> made = story.create(story.owner, "a", "_factor", SignedIn.PASSWORD);
    Matcher id = Pattern.compile("tok_[a-z0-9]{26}").matcher(made.body());
    assertThat(id.find()).isTrue();
    String token = story.at("tokens/" + id.group());
    assertThat(story.owner.page(token + "/rotate")).contains("for a week");
    HttpResponse<String> rotated = story.owner.post(token + "/rotate", "overlapHours", "1");
    assertThat(secret(rotated)).isNotEqualTo(secret(made));
    assertThat(story.other.get(token + "/revoke").statusCode()).isEqualTo(404);
    assertThat(story.owner.page(token + "/revoke")).contains("In the last 7 days");
    HttpResponse<String> revoked = story.owner.post(token + "/revoke", "reason", "LEAKED");
    assertThat(revoked.headers().firstValue("Location")).contains(token + "/receipts");
    assertThat(story.owner.page(token + "/receipts")).contains("No node has allowed it since");
  }

  @Test
  void membersAndPipelinesAreManagedByAdministratorsOnly() {
    Story story = new Story();
    assertThat(story.other.page(story.at("members"))).doesNotContain("Invite a member");
    assertThat(story.other.page(story.at("pipelines"))).doesNotContain("<button>Register");
    assertThat(
            story
                .owner
                .post(story.at("members"), "email", "kim@x.example", "role", "FINANCE")
                .statusCode())
        .isEqualTo(302);
    assertThat(story.owner.page(story.at("members"))).contains("kim@x.example");
    HttpResponse<String> refused =
        story.owner.post(story.at("members"), "email", "no address", "role", "AUDITOR");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("value=\"no address\"");
    assertThat(story.owner.post(story.at("pipelines"), "name", "release").statusCode())
        .isEqualTo(302);
    String pipelines = story.owner.page(story.at("pipelines"));
    Matcher id = Pattern.compile("pip_[a-z0-9]{26}").matcher(pipelines);
    assertThat(id.find()).isTrue();
    String remove = story.at("pipelines/" + id.group() + "/remove");
    assertThat(story.owner.page(remove)).contains("No working token");
    assertThat(story.owner.post(remove, "_factor", SignedIn.PASSWORD).statusCode()).isEqualTo(302);
    String member = story.at("members/" + story.member);
    assertThat(story.owner.page(member + "/role")).contains("Change role");
    assertThat(story.owner.post(member + "/role", "role", "ADMIN").statusCode()).isEqualTo(302);
    assertThat(story.other.page(story.at("members"))).contains("Invite a member");
    assertThat(story.owner.page(member + "/remove")).contains("No working token");
    assertThat(story.owner.post(member + "/remove").statusCode()).isEqualTo(302);
    // Who belongs to no organisation any more is a stranger, in every session of theirs.
    assertThat(story.other.get(story.at("members")).headers().firstValue("Location"))
        .hasValueSatisfying(address -> assertThat(address).contains("/sign-in"));
  }

  @Test
  void aFilterThatIsNoIdIsBadInputAndNoFailure() {
    Story story = new Story();
    for (String query : new String[] {"license=x", "product=lic_1", "buyer=org_", "from=soon"}) {
      HttpResponse<String> answer = story.owner.get(story.at("timeline?" + query));
      assertThat(answer.statusCode()).as(query).isEqualTo(400);
    }
    assertThat(story.owner.get(story.at("timeline?license=")).statusCode()).isEqualTo(200);
    assertThat(story.owner.get(story.at("timeline?here=x")).statusCode()).isEqualTo(400);
  }

  private static String secret(HttpResponse<String> answer) {
    Matcher matcher = SECRET.matcher(answer.body());
    assertThat(matcher.find()).as(answer.body()).isTrue();
    return matcher.group(1);
  }
}
