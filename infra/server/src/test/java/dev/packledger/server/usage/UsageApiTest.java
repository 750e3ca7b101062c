package dev.packledger.server.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.server.ApiCalls;
import dev.packledger.server.RunningServer;
import dev.packledger.server.TestServer;
import dev.packledger.server.Trade;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Usage as both sides see it, from downloads over HTTP to the API. */
@ExtendWith(TestServer.class)
class UsageApiTest {
  private static final Map<String, String> NPM = Map.of("User-Agent", "npm/11.6.2 node/v24.0.0");

  private final RunningServer server;

  UsageApiTest(RunningServer server) {
    this.server = server;
  }

  /** A seller with two releases, and a buyer of whom one token is told apart. */
  private final class Story {
    private final Trade trade = Trade.begin(server, "used");
    private final Trade.Buyer buyer = trade.buyer("uses");
    private final ReleaseId release = trade.publish("1.0.0");
    private final String license =
        trade.grant(trade.plan("subscription", "keep_covered_releases", 0), buyer, "");
    private final ApiCalls reader = trade.reader(buyer);
    private final String file =
        "/" + buyer.slug() + "/npm/@" + trade.slug() + "/core/-/core-1.0.0.tgz";

    ApiCalls.Answer download() {
      return reader.send("GET", file, "", NPM);
    }

    String tokens() {
      return "/api/v1/organizations/" + buyer.id() + "/usage/tokens";
    }

    String packages() {
      return "/api/v1/organizations/" + trade.id() + "/usage/packages";
    }

    ApiCalls of(Trade.Buyer organization, String holder, String scope) {
      String secret = trade.issue(organization.id(), holder, "\"" + scope + "\"", "").at("/secret");
      return trade.operator().as(secret);
    }
  }

  @Test
  void eachSideSeesItsOwn() {
    Story story = new Story();
    String first = today();
    story.download().is(200);
    story.download().is(200);
    story
        .trade
        .operator()
        .post("/api/v1/licenses/" + story.license + "/revoke", "{\"reason\": \"breach\"}")
        .is(204);
    story.download().is(403);
    ApiCalls buyer = story.of(story.buyer, story.buyer.owner(), "manage");
    await(() -> sum(buyer, story.tokens(), "denials") == 1);

    JsonNode row = buyer.get(story.tokens()).is(200).json().at("/items/0");
    assertThat(row.get("downloads").asLong()).isEqualTo(2);
    assertThat(row.get("denials").asLong()).isEqualTo(1);
    assertThat(row.get("client").asString()).isEqualTo("npm");
    assertThat(row.get("release").asString()).isEqualTo(story.release.value());
    assertThat(row.get("version").asString()).isEqualTo("1.0.0");
    assertThat(row.get("day").asString()).isIn(first, today());

    ApiCalls seller = story.trade.publisher();
    JsonNode sold = seller.get(story.packages()).is(200).json().at("/items/0");
    assertThat(sold.get("buyer").asString()).isEqualTo(story.buyer.id());
    assertThat(sold.get("downloads").asLong()).isEqualTo(2);
    assertThat(sold.has("token")).isFalse();

    seller.get(story.tokens()).isProblem(404, "organization.unknown");
    buyer.get(story.packages()).isProblem(404, "organization.unknown");
    ApiCalls reader = story.reader;
    reader.get(story.tokens()).isProblem(403, "token.scope");
  }

  @Test
  void aMemberSeesOwnTokensOnlyAndAnAuditorAll() {
    Story story = new Story();
    story.download().is(200);
    ApiCalls owner = story.of(story.buyer, story.buyer.owner(), "manage");
    await(() -> sum(owner, story.tokens(), "downloads") == 1);
    String members = "/api/v1/organizations/" + story.buyer.id() + "/members";
    String member =
        story
            .trade
            .operator()
            .post(members, "{\"email\": \"m@uses.example\", \"role\": \"member\"}")
            .is(201)
            .at("/id");
    story.trade.operator().post(members + "/" + member + "/join", "").is(204);
    ApiCalls other = story.of(story.buyer, member, "manage");
    assertThat(sum(other, story.tokens(), "downloads")).isZero();
    ApiCalls auditor = story.of(story.buyer, story.buyer.owner(), "audit");
    assertThat(sum(auditor, story.tokens(), "downloads")).isEqualTo(1);
    String bought = "/api/v1/organizations/" + story.buyer.id() + "/usage/packages";
    other.get(bought).isProblem(403, "role.missing");
  }

  @Test
  void aStrangersDenialsAreTheStrangersAlone() {
    Story story = new Story();
    Trade.Buyer stranger = story.trade.buyer("stranger");
    ApiCalls reader = story.trade.reader(stranger);
    reader.send("GET", story.file.replace(story.buyer.slug(), stranger.slug()), "", NPM).is(404);
    ApiCalls own = story.of(stranger, stranger.owner(), "manage");
    String tokens = "/api/v1/organizations/" + stranger.id() + "/usage/tokens";
    await(() -> sum(own, tokens, "denials") == 1);
    assertThat(sum(story.trade.publisher(), story.packages(), "denials")).isZero();
  }

  @Test
  void badParametersAreTold() {
    Story story = new Story();
    ApiCalls operator = story.trade.operator();
    operator.get(story.tokens() + "?client=brew").isProblem(400, "parameter.invalid");
    operator.get(story.tokens() + "?from=yesterday").isProblem(400, "request.malformed");
    operator.get(story.tokens() + "?limit=0").isProblem(400, "parameter.invalid");
    operator.get(story.tokens() + "?after=x").isProblem(400, "cursor.invalid");
  }

  /** The table is locked: whoever waited for it would wait until the test ends. */
  @Test
  void downloadsAndDenialsGoOnWhileNothingCanBeCounted() throws SQLException {
    Story story = new Story();
    try (Connection connection = server.process().part(DataSource.class).getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table operations.usage in access exclusive mode");
      UsageQueue queue = server.process().part(UsageQueue.class);
      for (int i = 0; i < 200; i++) {
        story.download().is(200);
      }
      assertThat(queue.lost()).isZero();
      connection.rollback();
      connection.setAutoCommit(true);
    }
    ApiCalls buyer = story.of(story.buyer, story.buyer.owner(), "manage");
    await(() -> sum(buyer, story.tokens(), "downloads") == 200);
  }

  /** In UTC. */
  private String today() {
    return server.clock().instant().toString().substring(0, 10);
  }

  private static long sum(ApiCalls caller, String path, String field) {
    long sum = 0;
    for (JsonNode row : caller.get(path).is(200).json().get("items")) {
      sum += row.get(field).asLong();
    }
    return sum;
  }

  private static void await(BooleanSupplier holds) {
    for (int looks = 0; looks < 1500; looks++) {
      if (holds.getAsBoolean()) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    throw new AssertionError("does not come about");
  }
}
