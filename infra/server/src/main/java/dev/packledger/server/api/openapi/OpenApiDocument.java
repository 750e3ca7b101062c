package dev.packledger.server.api.openapi;

import dev.packledger.server.web.Problem;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API as OpenAPI 3.1 describes it: the routes that Spring really serves, and the records of
 * their handlers. Paths, methods and schemas are in a stable order.
 */
@Component
@Lazy
final class OpenApiDocument {
  /** Handlers outside are Boot's own: its page for errors. */
  private static final String HANDLERS = "dev.packledger.server.api";

  private static final String ABOUT =
      """
      Everything that Packledger does, for programs. Errors are problems of RFC 9457 whose `code` is \
      stable. Every POST carries an `Idempotency-Key`: repeated with the same key it is done once. \
      A request that stores events answers with their `Packledger-Position`; a read that sends it \
      back as `Packledger-Min-Position` sees them. Lists are read page by page: `after` is the \
      `next` of the page before. A body has at most one mebibyte, and no field beside those named \
      here. Times are those of RFC 3339, amounts of money are whole minor units of a currency.\
      """;

  private final RequestMappingHandlerMapping handlers;
  private final Schemas schemas = new Schemas();
  private final ObjectNode json;

  OpenApiDocument(
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers) {
    this.handlers = handlers;
    this.json = describe(handlers.getHandlerMethods(), schemas);
  }

  ObjectNode json() {
    return json;
  }

  /** What is described. */
  RequestMappingHandlerMapping handlers() {
    return handlers;
  }

  /** The schemas in it, with what they are the schemas of. */
  Schemas schemas() {
    return schemas;
  }

  private static ObjectNode describe(
      Map<RequestMappingInfo, HandlerMethod> handlers, Schemas schemas) {
    ObjectNode paths = paths(handlers, new Operations(schemas));
    var unused = schemas.of(Problem.class);
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("openapi", "3.1.1");
    ObjectNode info = document.putObject("info");
    info.put("title", "Packledger");
    info.put("version", version());
    info.put("description", ABOUT);
    info.putObject("license").put("name", "Apache-2.0").put("identifier", "Apache-2.0");
    document.putArray("security").addObject().putArray(SharedParts.BEARER);
    document.set("paths", paths);
    ObjectNode components = SharedParts.components();
    ObjectNode named = components.putObject("schemas");
    schemas.components().forEach(named::set);
    document.set("components", components);
    return document;
  }

  private static ObjectNode paths(
      Map<RequestMappingInfo, HandlerMethod> handlers, Operations operations) {
    Map<String, Map<RequestMethod, List<Method>>> routes = new TreeMap<>();
    handlers.forEach((route, handler) -> add(routes, route, handler));
    ObjectNode paths = JsonNodeFactory.instance.objectNode();
    routes.forEach(
        (path, methods) -> {
          ObjectNode item = paths.putObject(path);
          methods.forEach(
              (verb, found) ->
                  item.set(
                      verb.name().toLowerCase(Locale.ROOT), operations.operation(verb, found)));
        });
    return paths;
  }

  private static void add(
      Map<String, Map<RequestMethod, List<Method>>> routes,
      RequestMappingInfo route,
      HandlerMethod handler) {
    if (!handler.getBeanType().getPackageName().startsWith(HANDLERS)) {
      return;
    }
    for (String path : route.getPatternValues()) {
      for (RequestMethod verb : route.getMethodsCondition().getMethods()) {
        routes
            .computeIfAbsent(path, p -> new TreeMap<>())
            .computeIfAbsent(verb, v -> new ArrayList<>())
            .add(handler.getMethod());
      }
    }
  }

  private static String version() {
    String version = OpenApiDocument.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
