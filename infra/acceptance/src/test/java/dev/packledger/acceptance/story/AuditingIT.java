package dev.packledger.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.running.Api;
import dev.packledger.acceptance.tidy.Checkout;
import dev.packledger.ledger.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code docs/auditing.md} says to type, typed: every command of the page, beside a running
 * server on a PostgreSQL of its own, and then from the data folder that this PostgreSQL left.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuditingIT {
  private static final InstantSource CLOCK = RealTime.CLOCK;
  private static final Pattern COMMANDS =
      Pattern.compile("^ *```sh\\n(.*?)^ *```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int USAGE = 2;
  private static final int NOT_FOUND = 66;
  private static final int UNAVAILABLE = 69;
  private static final int COMMAND_SECONDS_MAX = 120;

  @TempDir static @Nullable Path folder;

  private final Map<String, String> variables = new HashMap<>();
  private @Nullable EmbeddedPostgres postgres;
  private @Nullable Marketplace market;

  /** What a shell printed, and its exit code. */
  private record Typed(int code, String output) {
    Typed is(int expected) {
      assertThat(code).as(output).isEqualTo(expected);
      return this;
    }
  }

  @BeforeAll
  void aLicenceThatEnded() throws IOException {
    postgres = EmbeddedPostgres.start(own());
    String url =
        "%s%suser=%s&password=%s"
            .formatted(
                postgres.jdbcUrl(),
                postgres.jdbcUrl().contains("?") ? "&" : "?",
                postgres.user(),
                postgres.password());
    market = Marketplace.open(folder(), CLOCK, "--database-url", url);
    Shop shop = Shop.open(market);
    Organization acme = shop.acme();
    Tarballs.publish(acme, Wares.CORE, "1.0.0").is(201);
    Organization buyer = market.organization("initech");
    String license =
        acme.api()
            .post(
                acme.path("/licenses"), Map.of("plan", shop.pro(), "seats", 2, "buyer", buyer.id()))
            .is(201)
            .at("/id");
    buyer.api().put("/api/v1/licenses/" + license + "/seats/" + buyer.owner(), Map.of()).is(204);
    Organization.Token reader = buyer.token(buyer.owner(), "read");
    Organization.Token audit = buyer.token(buyer.owner(), "audit", "decide");
    long moment =
        acme.api()
            .post("/api/v1/licenses/" + license + "/revoke", Map.of("reason", "breach"))
            .is(204)
            .position();
    variables.put("DATABASE_URL", url);
    variables.put("LEDGER", "--database-url " + url);
    variables.put("LICENCE", license);
    variables.put("MOMENT", Long.toString(moment));
    variables.put("TOKEN", reader.id());
    variables.put("PACKAGE", "pkg:npm/" + Wares.CORE.replace("@", "%40"));
    variables.put("VERSION", "1.0.0");
    variables.put("SERVER", market.server().address().toString());
    variables.put("AUDIT_TOKEN", audit.secret());
    variables.put("ORGANISATION", buyer.slug());
    launcher();
  }

  @AfterAll
  void close() {
    if (market != null) {
      market.close();
    }
    if (postgres != null) {
      postgres.close();
    }
  }

  private static Path folder() {
    return Objects.requireNonNull(folder);
  }

  /** The folder of the PostgreSQL that stands for the operator's own. */
  private static Path own() {
    return folder().resolve("own");
  }

  private Marketplace market() {
    return Objects.requireNonNull(market);
  }

  /** The packaged program under the name that the page calls it by. */
  private static void launcher() throws IOException {
    Path jar = Checkout.root().resolve("infra/server/target/packledger.jar");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path script = folder().resolve("packledger");
    Files.writeString(
        script,
        """
        #!/bin/sh
        exec "%s" -Xmx512m -Xshare:auto --enable-native-access=ALL-UNNAMED -jar "%s" "$@"
        """
            .formatted(java, jar));
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  private static List<String> page() throws IOException {
    Matcher blocks =
        COMMANDS.matcher(Files.readString(Checkout.root().resolve("docs/auditing.md")));
    List<String> commands = new ArrayList<>();
    while (blocks.find()) {
      commands.add(blocks.group(1));
    }
    return commands;
  }

  private Typed type(String command) {
    try {
      Path output = Files.createTempFile(folder(), "typed-", ".txt");
      ProcessBuilder shell = new ProcessBuilder("sh", "-eu", "-c", command);
      shell.environment().putAll(variables);
      Process process =
          shell
              .directory(folder().toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running: " + command);
      }
      return new Typed(process.exitValue(), Files.readString(output));
    } catch (IOException failure) {
      throw new AssertionError("cannot type: " + command, failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Every command works as it stands there, beside the running server. */
  @Test
  @Order(1)
  void everyCommandOfThePageWorks() throws IOException {
    List<String> commands = page();
    assertThat(commands.stream().filter(command -> command.contains("./packledger replay")))
        .hasSizeGreaterThanOrEqualTo(5);
    Map<String, String> printed = new HashMap<>();
    for (String command : commands) {
      printed.put(command, type(command).is(0).output());
    }
    printed.forEach(AuditingIT::assertAnswers);
  }

  private static void assertAnswers(String command, String output) {
    if (command.contains("--version")) {
      assertThat(output).contains("decision: allowed by licence lic_");
      assertThat(output).containsPattern("(?s)As of position .*decision: denied: license.revoked");
    } else if (command.contains("version=$VERSION")) {
      assertThat(JSON.readTree(output).at("/decision/reason").asString())
          .isEqualTo("license.revoked");
    } else if (command.contains("/access/v1/evaluation")) {
      assertThat(JSON.readTree(output).at("/context/reason").asString())
          .isEqualTo("license.revoked");
    } else if (command.contains("--digest")) {
      assertThat(output).contains("The rebuilt projections are equal to the live ones.");
    } else if (command.contains("/timeline")) {
      assertThat(JSON.readTree(output).at("/items/0/type").asString()).isEqualTo("license.revoked");
    } else if (command.contains("curl")) {
      assertThat(JSON.readTree(output).at("/items")).isNotEmpty();
    } else if (command.contains("replay") && !command.contains("--json")) {
      assertThat(output).contains("license.granted", "by:       token tok_", "cause:    command");
    }
  }

  /** The scan of the ledger and the fast answer of the server are one document. */
  @Test
  @Order(2)
  void theDocumentIsTheApisOwn() throws IOException {
    String ask =
        "./packledger replay $LEDGER --license $LICENCE --at $MOMENT --token $TOKEN"
            + " --package $PACKAGE --version $VERSION --json 2>/dev/null";
    JsonNode scanned = JSON.readTree(type(ask).is(0).output());
    Api operator = market().operator();
    String query =
        "?limit=1000&at=%s&token=%s&package=%s&version=%s"
            .formatted(
                variables.get("MOMENT"),
                variables.get("TOKEN"),
                Objects.requireNonNull(variables.get("PACKAGE")).replace("%", "%25"),
                variables.get("VERSION"));
    String path = "/api/v1/licenses/" + variables.get("LICENCE") + "/history" + query;
    assertThat(operator.get(path).is(200).json()).isEqualTo(scanned);
    assertThat(scanned.at("/items")).hasSizeGreaterThan(8);
  }

  @Test
  @Order(3)
  void theHelpSaysHowToAsk() {
    assertThat(type("./packledger replay --help").is(0).output())
        .contains("--license LICENCE --at", "--package pkg:npm/%40acme/ui", "--digest", "66");
  }

  @Test
  @Order(4)
  void whatCannotBeAnsweredIsSaid() {
    String ask = "./packledger replay $LEDGER --license $LICENCE ";
    said(ask + "--at 99999999", NOT_FOUND, "as_of.beyond_head");
    said(ask + "--at 0", NOT_FOUND, "as_of.before_first_event");
    said(ask + "--at 1999-01-01T00:00:00Z", NOT_FOUND, "as_of.before_first_event");
    said(ask + "--at yesterday", USAGE, "as_of.invalid");
    said(ask + "--at 1", NOT_FOUND, "license.unknown");
    said(ask + "--token $TOKEN", USAGE, "parameter.invalid");
    said("./packledger replay $LEDGER --license lic_short", USAGE, "id.invalid");
    assertThat(type("./packledger replay $LEDGER").code()).isEqualTo(USAGE);
    assertThat(type(ask + "--digest").code()).isEqualTo(USAGE);
    said("./packledger replay --data own --license $LICENCE", UNAVAILABLE, "data.in_use");
    said(
        "./packledger replay --license $LICENCE --database-url"
            + " jdbc:postgresql://127.0.0.1:1/nothing",
        UNAVAILABLE,
        "database.unavailable");
  }

  private void said(String command, int exitCode, String code) {
    Typed typed = type(command).is(exitCode);
    assertThat(typed.output()).contains("packledger: " + code + ": ");
    assertThat(typed.output()).doesNotContain("Exception", "\tat ");
  }

  /** Once nothing runs on it, the data folder itself is asked. */
  @Test
  @Order(5)
  void aDataFolderIsAskedWhenItsServerIsStopped() {
    String ask = "./packledger replay %s --license $LICENCE --at $MOMENT 2>/dev/null";
    String beside = type(ask.formatted("$LEDGER")).is(0).output();
    market().close();
    market = null;
    Objects.requireNonNull(postgres).close();
    postgres = null;
    assertThat(type(ask.formatted("--data own")).is(0).output()).isEqualTo(beside);
  }
}
