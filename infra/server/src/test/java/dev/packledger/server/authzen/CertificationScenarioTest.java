package dev.packledger.server.authzen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.server.Asking;
import dev.packledger.server.Asking.Seller;
import dev.packledger.server.RunningServer;
import dev.packledger.server.TestServer;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The requests of "AuthZEN Authorization API 1.0 - Certification Scenario" (openid/authzen,
 * certification/authorization-api-1_0-scenario.md), levels Basic Core, Batch Core and Discovery.
 *
 * <p>Its fixture speaks of users and records, of which a registry knows nothing: sent as they are,
 * the requests must be answered in the right form. With the fixture's names put into ours (alice
 * holds a token that may read and publish, bob one that may read; read is browse, write is publish;
 * record-1 is a package) the decisions that it demands must come out as well.
 */
@ExtendWith(TestServer.class)
class CertificationScenarioTest {
  private static final String ALICE = "{\"type\": \"user\", \"id\": \"alice\"}";
  private static final String BOB = "{\"type\": \"user\", \"id\": \"bob\"}";
  private static final String READ = "{\"name\": \"read\"}";
  private static final String WRITE = "{\"name\": \"write\"}";
  private static final String RECORD_1 = "{\"type\": \"record\", \"id\": \"record-1\"}";
  private static final String RECORD_2 = "{\"type\": \"record\", \"id\": \"record-2\"}";

  private final Asking asking;

  CertificationScenarioTest(RunningServer server) {
    asking = new Asking(server);
  }

  /** Section 3.2: rules 1 to 4, with context, more properties and unknown fields. */
  @Test
  void basicCore() throws Exception {
    Fixture fixture = fixture("certbasic");
    fixture.decides(true, single(ALICE, READ, RECORD_1));
    fixture.decides(true, single(ALICE, WRITE, RECORD_1));
    fixture.decides(true, single(BOB, READ, RECORD_1));
    fixture.decides(false, single(BOB, WRITE, RECORD_1));
    fixture.decides(
        true,
        single(ALICE, READ, RECORD_1)
            .replaceFirst(
                "}$",
                ", \"context\": {\"time\": \"2025-06-27T18:03-07:00\", \"ip\": \"192.168.1.1\"}}"));
    fixture.decides(
        true,
        single(
            with(ALICE, "{\"department\": \"Sales\", \"role\": \"manager\"}"),
            with(READ, "{\"method\": \"GET\"}"),
            with(RECORD_1, "{\"status\": \"active\", \"owner\": \"bob\"}")));
    fixture.decides(
        true,
        single(ALICE, READ, RECORD_1)
            .replaceFirst("}$", ", \"foo\": \"bar\", \"futureField\": {\"nested\": true}}"));
  }

  /** Section 3.4. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'action': {'name': 'read'}, 'resource': {'type': 'record', 'id': 'record-1'}}",
        "{'subject': {'type': 'user', 'id': 'alice'}, 'resource': {'type': 'record', 'id': 'r'}}",
        "{'subject': {'type': 'user', 'id': 'alice'}, 'action': {'name': 'read'}}",
        "{'subject': {'id': 'a'}, 'action': {'name': 'r'}, 'resource': {'type': 't', 'id': 'r'}}",
        "{'subject': {'type': 'u'}, 'action': {'name': 'r'}, 'resource': {'type': 't', 'id': 'r'}}",
        "{'subject': {'type': 'u', 'id': 'a'}, 'action': {}, 'resource': {'type': 't', 'id': 'r'}}",
        "{'subject': {'type': 'u', 'id': 'a'}, 'action': {'name': 'r'}, 'resource': {'id': 'r'}}",
        "{'subject': {'type': 'u', 'id': 'a'}, 'action': {'name': 'r'}, 'resource': {'type': 't'}}",
        "{'subject': 'alice', 'action': {'name': 'r'}, 'resource': {'type': 't', 'id': 'r'}}",
        "{'subject': {'type': 'u', 'id': 'a'}, 'action': {'name': 1}, 'resource': {'type': 't',"
            + " 'id': 'r'}}",
        "{'subject': {'type': 'u', 'id': 'a'}, ",
        ""
      })
  void errors(String request) throws Exception {
    Seller seller = asking.seller("certerr" + Integer.toHexString(request.hashCode()));
    for (String path : new String[] {Asking.EVALUATION, Asking.EVALUATIONS}) {
      assertThat(
              asking.ask(path, seller.decider().secret(), request.replace('\'', '"')).statusCode())
          .isEqualTo(400);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, 400",
    "application/x-www-form-urlencoded, 400",
    "application/json; charset=utf-8, 200",
    "Application/JSON, 200",
  })
  void contentType(String type, int status) throws Exception {
    Seller seller = asking.seller("certtype" + Integer.toHexString(type.hashCode()));
    assertThat(
            asking
                .ask(
                    Asking.EVALUATION,
                    seller.decider().secret(),
                    single(ALICE, READ, RECORD_1),
                    Map.of("Content-Type", type))
                .statusCode())
        .isEqualTo(status);
  }

  /** Sections 3.5 and 3.6. */
  @Test
  void requestIdIsEchoedAndAnswersRepeat() throws Exception {
    Fixture fixture = fixture("certecho");
    String request = fixture.translated(single(ALICE, READ, RECORD_1));
    HttpResponse<String> answer =
        asking.ask(
            Asking.EVALUATION,
            fixture.seller.decider().secret(),
            request,
            Map.of("Content-Type", "application/json", "X-Request-ID", "bfe9eb29-ab87"));
    assertThat(answer.headers().firstValue("X-Request-ID")).contains("bfe9eb29-ab87");
    for (int i = 0; i < 5; i++) {
      fixture.decides(true, single(ALICE, READ, RECORD_1));
    }
  }

  /** Section 4.2. */
  @Test
  void batchCore() throws Exception {
    Fixture fixture = fixture("certbatch");
    fixture.evaluates(
        new Boolean[] {true, null},
        """
        {"subject": %s, "action": %s,
         "evaluations": [{"resource": %s}, {"resource": %s}]}
        """
            .formatted(ALICE, READ, RECORD_1, RECORD_2));
    fixture.evaluates(
        new Boolean[] {true, false},
        """
        {"subject": %s, "resource": %s,
         "evaluations": [{"action": %s}, {"action": %s}]}
        """
            .formatted(BOB, RECORD_1, READ, WRITE));
    fixture.evaluates(
        new Boolean[] {true, false},
        "{\"evaluations\": [%s, %s]}"
            .formatted(single(ALICE, READ, RECORD_1), single(BOB, WRITE, RECORD_1)));
    fixture.evaluates(
        new Boolean[] {true, null},
        """
        {"subject": %s, "action": %s, "context": {"time": "2025-06-27T18:03-07:00"},
         "evaluations": [
           {"resource": %s},
           {"resource": %s,
            "context": {"time": "2025-06-27T19:00-07:00", "source": "batch-override"}}]}
        """
            .formatted(ALICE, READ, RECORD_1, RECORD_2));
  }

  /** Section 4.4. */
  @Test
  void batchErrorsAndSingleQuestions() throws Exception {
    Fixture fixture = fixture("certerrors");
    fixture.evaluates(
        new Boolean[] {true, false},
        """
        {"subject": %s, "action": %s, "options": {"evaluations_semantic": "execute_all"},
         "evaluations": [{"resource": %s}, {}]}
        """
            .formatted(ALICE, READ, RECORD_1));
    String single = single(ALICE, READ, RECORD_1);
    for (String request :
        new String[] {single, single.replaceFirst("}$", ", \"evaluations\": []}")}) {
      JsonNode answer =
          asking.answer(
              Asking.EVALUATIONS, fixture.seller.decider().secret(), fixture.translated(request));
      assertThat(answer.get("decision").booleanValue()).isTrue();
      assertThat(answer.has("evaluations")).isFalse();
    }
  }

  private static String single(String subject, String action, String resource) {
    return "{\"subject\": %s, \"action\": %s, \"resource\": %s}"
        .formatted(subject, action, resource);
  }

  private static String with(String entity, String properties) {
    return entity.replaceFirst("}$", ", \"properties\": " + properties + "}");
  }

  private Fixture fixture(String slug) {
    return new Fixture(asking, slug, asking.seller(slug));
  }

  private record Fixture(Asking asking, String slug, Seller seller) {
    String translated(String request) {
      return request
          .replace(ALICE.replace("}", ""), token(seller.publisher().id()))
          .replace(BOB.replace("}", ""), token(seller.reader().id()))
          .replace(READ.replace("}", ""), "{\"name\": \"browse\"")
          .replace(WRITE.replace("}", ""), "{\"name\": \"publish\"")
          .replace(RECORD_1.replace("}", ""), pkg("core"))
          .replace(RECORD_2.replace("}", ""), pkg("other"));
    }

    private static String token(String id) {
      return "{\"type\": \"token\", \"id\": \"" + id + "\"";
    }

    private String pkg(String name) {
      return "{\"type\": \"package\", \"id\": \"pkg:npm/%40" + slug + "/" + name + "\"";
    }

    void decides(boolean expected, String request) throws Exception {
      String asker = seller.decider().secret();
      JsonNode literal = asking.answer(Asking.EVALUATION, asker, request);
      assertThat(literal.get("decision").isBoolean()).isTrue();
      assertThat(literal.get("context").isObject()).isTrue();
      JsonNode answer = asking.answer(Asking.EVALUATION, asker, translated(request));
      assertThat(answer.get("decision").booleanValue()).as(request).isEqualTo(expected);
    }

    /** Null where the scenario leaves the decision open. */
    void evaluates(Boolean[] expected, String request) throws Exception {
      String asker = seller.decider().secret();
      JsonNode literal = asking.answer(Asking.EVALUATIONS, asker, request).get("evaluations");
      JsonNode answers =
          asking.answer(Asking.EVALUATIONS, asker, translated(request)).get("evaluations");
      assertThat(literal.size()).isEqualTo(expected.length);
      assertThat(answers.size()).isEqualTo(expected.length);
      for (int i = 0; i < expected.length; i++) {
        assertThat(literal.get(i).get("decision").isBoolean()).isTrue();
        if (expected[i] != null) {
          assertThat(answers.get(i).get("decision").booleanValue()).isEqualTo(expected[i]);
        }
      }
    }
  }
}
