package dev.packledger.server.api.openapi;

import dev.packledger.projections.PageRequest;
import dev.packledger.server.web.Problem;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What holds for many operations at once and is said once: headers, paging, problems, bearer. */
final class SharedParts {
  static final String BEARER = "bearer";
  static final String AFTER = "After";
  static final String LIMIT = "Limit";
  static final String IDEMPOTENCY_KEY = "IdempotencyKey";
  static final String MIN_POSITION = "MinPosition";
  static final String REQUEST_ID = "RequestId";
  static final String POSITION = "Position";
  static final String PROBLEM = "Problem";
  static final String UNAUTHORIZED = "Unauthorized";
  static final String UNAVAILABLE = "Unavailable";

  private static final String PRINTABLE = "^[\\x21-\\x7e]{1,255}$";

  private SharedParts() {}

  /** All of them; schemas are added by whoever knows the records. */
  static ObjectNode components() {
    ObjectNode components = JsonNodeFactory.instance.objectNode();
    ObjectNode bearer = components.putObject("securitySchemes").putObject(BEARER);
    bearer.put("type", "http");
    bearer.put("scheme", "bearer");
    bearer.put(
        "description",
        "An access token, the operator's key, or the claim of a link to claim a licence.");
    parameters(components.putObject("parameters"));
    headers(components.putObject("headers"));
    responses(components.putObject("responses"));
    return components;
  }

  static ObjectNode reference(String kind, String name) {
    return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/" + kind + '/' + name);
  }

  private static void parameters(ObjectNode parameters) {
    parameter(parameters, AFTER, "after", "query", "The `next` of the page before, unchanged.")
        .put("type", "string");
    ObjectNode limit =
        parameter(parameters, LIMIT, "limit", "query", "How many items a page has at most.");
    limit.put("type", "integer").put("minimum", 1).put("maximum", PageRequest.LIMIT_MAX);
    limit.put("default", 100);
    ObjectNode key =
        parameter(
            parameters,
            IDEMPOTENCY_KEY,
            "Idempotency-Key",
            "header",
            "One of its own for every request, and the same one when that is tried again.");
    key.put("type", "string").put("pattern", PRINTABLE);
    ((ObjectNode) parameters.get(IDEMPOTENCY_KEY)).put("required", true);
    parameter(
            parameters,
            MIN_POSITION,
            "Packledger-Min-Position",
            "header",
            "Answer once this position is applied, or 503 with how far it is.")
        .put("type", "integer")
        .put("format", "int64")
        .put("minimum", 0);
    parameter(
            parameters,
            REQUEST_ID,
            "X-Request-Id",
            "header",
            "Kept as the correlation id of everything that comes of the request.")
        .put("type", "string")
        .put("pattern", PRINTABLE);
  }

  /** Adds an optional parameter and returns its schema, still empty. */
  private static ObjectNode parameter(
      ObjectNode parameters, String key, String name, String place, String description) {
    ObjectNode parameter = parameters.putObject(key);
    parameter.put("name", name).put("in", place).put("description", description);
    return parameter.putObject("schema");
  }

  private static void headers(ObjectNode headers) {
    ObjectNode position = headers.putObject(POSITION);
    position.put(
        "description",
        "The position of the last event stored, or at which the answer held already; absent where "
            + "the ledger was not asked.");
    position.putObject("schema").put("type", "integer").put("format", "int64").put("minimum", 0);
  }

  private static void responses(ObjectNode responses) {
    problem(responses, PROBLEM, "A refusal, a denial or a bad request; `code` is stable.");
    header(
        problem(responses, UNAUTHORIZED, "The credential is missing or no good."),
        "WWW-Authenticate",
        "string");
    header(
        problem(responses, UNAVAILABLE, "This node cannot answer yet; not a denial."),
        "Retry-After",
        "integer");
  }

  private static ObjectNode problem(ObjectNode responses, String key, String description) {
    ObjectNode response = responses.putObject(key).put("description", description);
    response
        .putObject("content")
        .putObject(Problem.MEDIA_TYPE)
        .set("schema", reference("schemas", "Problem"));
    return response;
  }

  private static void header(ObjectNode response, String name, String type) {
    response.putObject("headers").putObject(name).putObject("schema").put("type", type);
  }
}
