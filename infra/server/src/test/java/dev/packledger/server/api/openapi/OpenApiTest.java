package dev.packledger.server.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.identity.OperatorKey;
import dev.packledger.server.RunningServer;
import dev.packledger.server.TestServer;
import dev.packledger.server.demo.ApiClient;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import tools.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;

@ExtendWith(TestServer.class)
class OpenApiTest {
  private static final String PATH = "/api/v1/openapi.json";

  private final RunningServer server;
  private final JsonMapper mapper;
  private final RequestMappingHandlerMapping handlers;

  OpenApiTest(RunningServer server) {
    this.server = server;
    this.mapper = server.process().part(JsonMapper.class);
    this.handlers = server.process().part(OpenApiDocument.class).handlers();
  }

  @Test
  void everyoneMayReadItAndItIsValid() throws Exception {
    HttpResponse<String> answer = send("GET", PATH);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(answer.body());
    assertThat(parsed.getMessages()).isEmpty();
    assertThat(parsed.getOpenAPI().getOpenapi()).isEqualTo("3.1.1");
    assertThat(parsed.getOpenAPI().getPaths()).hasSizeGreaterThan(40);
  }

  @Test
  void everyRouteIsDescribedOnceAndNoOtherIs() throws Exception {
    Set<String> routes = new TreeSet<>();
    handlers
        .getHandlerMethods()
        .forEach(
            (route, handler) -> {
              if (handler.getBeanType() != BasicErrorController.class) {
                for (RequestMethod verb : route.getMethodsCondition().getMethods()) {
                  // Pages are for people and described nowhere.
                  route.getPatternValues().stream()
                      .filter(path -> path.startsWith("/api/"))
                      .forEach(path -> routes.add(verb + " " + path));
                }
              }
            });

    assertThat(operations(document()).keySet()).containsExactlyInAnyOrderElementsOf(routes);
  }

  @Test
  void everyOperationIsServedAndAsksForACredentialWhereItSaysSo() throws Exception {
    for (Map.Entry<String, JsonNode> described : operations(document()).entrySet()) {
      String[] route = described.getKey().split(" ", 2);
      boolean isPublic = described.getValue().path("security").isArray();

      HttpResponse<String> answer = send(route[0], route[1].replaceAll("[{}]", ""));

      assertThat(answer.statusCode()).as(described.getKey()).isEqualTo(isPublic ? 200 : 401);
    }
  }

  @Test
  void operationsHaveNamesOfTheirOwnAndSayWhatEveryCallCarries() throws Exception {
    Map<String, JsonNode> operations = operations(document());

    assertThat(operations.values())
        .extracting(operation -> operation.get("operationId").stringValue())
        .doesNotHaveDuplicates();
    operations.forEach(
        (route, operation) -> {
          String parameters = operation.path("parameters").toString();
          assertThat(parameters.contains("/IdempotencyKey"))
              .as(route)
              .isEqualTo(route.startsWith("POST"));
          assertThat(operation.at("/responses/default").toString()).contains("responses/Problem");
          assertThat(operation.at("/responses").toString().contains("headers/Position"))
              .as(route)
              .isEqualTo(!route.startsWith("GET"));
        });
    assertThat(String.valueOf(operations.get("GET /api/v1/timeline")))
        .contains("parameters/After", "parameters/Limit", "\"until\"");
  }

  @Test
  void itIsTheSameEveryTimeItIsMade() throws Exception {
    assertThat(mapper.writeValueAsString(new OpenApiDocument(handlers).json()))
        .isEqualTo(send("GET", PATH).body());
    assertThat(List.copyOf(document().at("/paths").propertyNames())).isSorted();
    assertThat(List.copyOf(document().at("/components/schemas").propertyNames())).isSorted();
  }

  @Test
  void aSchemaNamesExactlyTheFieldsThatAreWritten() {
    Schemas schemas = new OpenApiDocument(handlers).schemas();

    schemas
        .components()
        .forEach(
            (name, schema) -> {
              if (schema.has("properties")) {
                Type type = new Type(Objects.requireNonNull(schemas.types().get(name)));
                assertThat(schema.get("properties").propertyNames())
                    .as(name)
                    .containsExactlyInAnyOrderElementsOf(type.written(mapper));
              }
            });
  }

  @Test
  void answersHaveTheStatusAndTheFieldsDescribed() throws Exception {
    String key = operatorKey();
    try (ApiClient operator = ApiClient.of(server.address(), key)) {
      Map<String, Object> body =
          Map.of("slug", "described", "displayName", "Described", "ownerEmail", "o@example.org");
      ApiClient.Reply made = operator.post("/api/v1/organizations", "described-1", body);
      check("POST /api/v1/organizations", made);
      Map<String, Object> token =
          Map.of("holder", made.at("/owner"), "name", "t", "scopes", List.of("manage"));
      ApiClient.Reply issued =
          operator.post("/api/v1/organizations/described/tokens", "described-2", token);
      check("POST /api/v1/organizations/{organization}/tokens", issued);
      String one = "/api/v1/tokens/" + issued.at("/id");
      check("GET /api/v1/tokens/{token}", operator.get(one));
      check(
          "POST /api/v1/tokens/{token}/rotate",
          operator.post(one + "/rotate", "described-3", Map.of()));
      check("DELETE /api/v1/tokens/{token}", operator.delete(one));
      check(
          "GET /api/v1/organizations/{organization}/members",
          operator.get("/api/v1/organizations/described/members"));
      check("GET /api/v1/timeline", operator.get("/api/v1/timeline?limit=3"));
    }
  }

  private void check(String route, ApiClient.Reply reply) throws Exception {
    JsonNode document = document();
    JsonNode operation = Objects.requireNonNull(operations(document).get(route));
    JsonNode answer = operation.path("responses").path(Integer.toString(reply.status()));
    assertThat(answer.isObject()).as(route + " " + reply).isTrue();
    JsonNode schema = answer.at("/content/application~1json/schema");
    if (schema.isMissingNode()) {
      assertThat(reply.text()).isEmpty();
    } else {
      Examples.check(document, schema, reply.json(), route);
    }
  }

  private String operatorKey() {
    return Objects.requireNonNull(server.process().part(OperatorKey.class).secretToShow());
  }

  private JsonNode document() throws Exception {
    return mapper.readTree(send("GET", PATH).body());
  }

  private static Map<String, JsonNode> operations(JsonNode document) {
    Map<String, JsonNode> operations = new TreeMap<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation ->
                            operations.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));
    return operations;
  }

  private HttpResponse<String> send(String method, String path)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(server.address() + path))
              .method(method, BodyPublishers.noBody())
              .build(),
          BodyHandlers.ofString());
    }
  }

  /** What Jackson writes of a type, in its own words. */
  private record Type(java.lang.reflect.Type type) {
    List<String> written(JsonMapper mapper) {
      List<String> names = new ArrayList<>();
      JavaType known = mapper.constructType(type);
      mapper.acceptJsonFormatVisitor(
          known,
          new JsonFormatVisitorWrapper.Base() {
            @Override
            public JsonObjectFormatVisitor expectObjectFormat(JavaType object) {
              return new JsonObjectFormatVisitor.Base(getContext()) {
                @Override
                public void property(BeanProperty property) {
                  names.add(property.getName());
                }

                @Override
                public void optionalProperty(BeanProperty property) {
                  names.add(property.getName());
                }
              };
            }
          });
      return names;
    }
  }
}
