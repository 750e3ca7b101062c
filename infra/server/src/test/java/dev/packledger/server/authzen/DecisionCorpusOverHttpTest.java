package dev.packledger.server.authzen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.DecisionStory;
import dev.packledger.domain.access.DecisionStory.Asked;
import dev.packledger.domain.access.Facts;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.ledger.postgres.EmbeddedPostgres;
import dev.packledger.projections.access.AccessMemory;
import dev.packledger.server.ApiCalls;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The corpus of decisions over HTTP: the same files that the pure rule, the memory and the tables
 * answer, asked of a server whose ledger holds the same events. Both who may ask about a question
 * ask it: the owner of the package and the organisation of the token. What is no package's or
 * release's (a story's {@code account} and {@code closed}) has no question there and is left out.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecisionCorpusOverHttpTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir static @Nullable Path folder;

  private @Nullable EmbeddedPostgres postgres;

  @BeforeAll
  void open() {
    postgres = EmbeddedPostgres.start(folder().resolve("database"));
  }

  @AfterAll
  void close() {
    postgres().close();
  }

  private static Path folder() {
    return Objects.requireNonNull(folder);
  }

  private EmbeddedPostgres postgres() {
    return Objects.requireNonNull(postgres);
  }

  static List<DecisionStory> stories() {
    return DecisionStory.all();
  }

  @ParameterizedTest
  @MethodSource("stories")
  void everyAnswerIsAsTold(DecisionStory story) {
    String name = "story_" + story.name().replaceAll("[^a-z]", "_");
    try (StoryServer server =
        StoryServer.start(postgres(), folder().resolve(name), name, begins(story))) {
      int answers = 0;
      for (DecisionStory.Step step : story.steps()) {
        switch (step) {
          case DecisionStory.Happened(var recorded) -> server.append(recorded);
          case Asked asked when !isOfAPackage(asked.resource()) -> {}
          case Asked asked -> {
            server.prepare(asked);
            for (OrganizationId asker : askers(server, asked)) {
              check(asked, answer(server, asker, asked));
              answers++;
            }
          }
        }
      }
      assertThat(answers).isPositive();
    }
  }

  private static Instant begins(DecisionStory story) {
    for (DecisionStory.Step step : story.steps()) {
      if (step instanceof DecisionStory.Happened(var recorded)) {
        return recorded.metadata().recordedAt();
      }
    }
    throw new AssertionError("a story in which nothing happens: " + story);
  }

  /** Who may ask; at least one, for a question about nothing that is known too. */
  private static Set<OrganizationId> askers(StoryServer server, Asked asked) {
    Set<OrganizationId> askers = new LinkedHashSet<>();
    AccessMemory memory = server.process().part(AccessMemory.class);
    memory
        .ask(facts -> Optional.ofNullable(facts.owner(pkg(asked.resource()))))
        .ifPresent(askers::add);
    memory
        .ask(facts -> Optional.ofNullable(token(facts, asked.credential())))
        .map(Facts.Token::organization)
        .ifPresent(askers::add);
    return askers.isEmpty() ? Set.of(asked.resource().organization()) : askers;
  }

  private static Facts.@Nullable Token token(Facts facts, Credential credential) {
    return switch (credential) {
      case Credential.Secret secret -> facts.token(secret.digest());
      case Credential.Named named -> facts.token(named.token());
    };
  }

  private static boolean isOfAPackage(Resource resource) {
    return switch (resource) {
      case Resource.Install _, Resource.Browse _, Resource.Publish _ -> true;
      case Resource.Account _, Resource.Closed _ -> false;
    };
  }

  private static PackageId pkg(Resource resource) {
    return switch (resource) {
      case Resource.Install install -> install.pkg();
      case Resource.Browse browse -> browse.pkg();
      case Resource.Publish publish -> publish.pkg();
      case Resource.Account _, Resource.Closed _ ->
          throw new AssertionError("left out: " + resource);
    };
  }

  private static JsonNode answer(StoryServer server, OrganizationId asker, Asked asked) {
    URI address = URI.create("http://127.0.0.1:" + server.process().port());
    return new ApiCalls(address, StoryServer.asker(asker))
        .post("/access/v1/evaluation", JSON.writeValueAsString(question(asked)))
        .is(200)
        .json();
  }

  private static Map<String, Object> question(Asked asked) {
    boolean byId = asked.credential() instanceof Credential.Named;
    String type = asked.resource() instanceof Resource.Install ? "release" : "package";
    Map<String, Object> context = new HashMap<>();
    context.put("organization", asked.resource().organization().value());
    String from = asked.credential().address();
    if (from != null) {
      context.put("address", from);
    }
    return Map.of(
        "subject",
        Map.of("type", byId ? "token" : "access_token", "id", asked.shown()),
        "action",
        Map.of("name", action(asked.resource())),
        "resource",
        Map.of("type", type, "id", "pkg:npm/%40acme/" + asked.thing()),
        "context",
        context);
  }

  private static String action(Resource resource) {
    return switch (resource) {
      case Resource.Install _ -> "install";
      case Resource.Browse _ -> "browse";
      case Resource.Publish _ -> "publish";
      case Resource.Account _, Resource.Closed _ ->
          throw new AssertionError("left out: " + resource);
    };
  }

  private static void check(Asked asked, JsonNode answer) {
    String line = asked.line() + "\n" + answer;
    var expected = asked.answer();
    JsonNode context = answer.get("context");
    assertThat(answer.get("decision").asBoolean()).as(line).isEqualTo(expected.reason() == null);
    if (expected.reason() != null) {
      assertThat(context.get("reason").asString()).as(line).isEqualTo(expected.reason().code());
    }
    assertThat(context.has("since")).as(line).isEqualTo(expected.since() != null);
    if (expected.since() != null) {
      assertThat(Instant.parse(context.get("since").asString()))
          .as(line)
          .isEqualTo(expected.since());
    }
    List<LicenseId> licenses = new ArrayList<>();
    context.get("licenses").forEach(license -> licenses.add(new LicenseId(license.asString())));
    assertThat(licenses).as(line).isEqualTo(expected.licenses());
  }
}
