package dev.packledger.server.api.openapi;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.server.api.ApiCommands;
import dev.packledger.server.api.Call;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.InputStream;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.ValueConstants;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One handler as an operation. Its status is 200 for what is read, 201 for what a POST answers with
 * a body, 204 for an answer without; a handler that differs says so by {@link ResponseStatus}.
 */
final class Operations {
  private static final Set<Class<?>> RAW_BODIES =
      Set.of(InputStream.class, HttpServletRequest.class);

  private final Schemas schemas;

  Operations(Schemas schemas) {
    this.schemas = schemas;
  }

  /**
   * The operation of a path and method.
   *
   * @param handlers more than one where they differ in the media type that they take
   */
  ObjectNode operation(RequestMethod verb, List<Method> handlers) {
    List<ObjectNode> operations =
        handlers.stream()
            .sorted(Comparator.comparing(Method::toString))
            .map(handler -> operation(verb, handler))
            .toList();
    ObjectNode first = operations.getFirst();
    for (ObjectNode other : operations.subList(1, operations.size())) {
      ObjectNode content = first.withObject("/requestBody/content");
      other
          .at("/requestBody/content")
          .properties()
          .forEach(body -> content.set(body.getKey(), body.getValue()));
    }
    return first;
  }

  private ObjectNode operation(RequestMethod verb, Method handler) {
    String tag = handler.getDeclaringClass().getSimpleName().replaceFirst("(Api|Route)$", "");
    ObjectNode operation = JsonNodeFactory.instance.objectNode();
    operation.putArray("tags").add(tag);
    operation.put("summary", sentence(handler.getName()));
    operation.put("operationId", decapitalized(tag) + capitalized(handler.getName()));
    boolean isPublic = Arrays.stream(handler.getParameterTypes()).noneMatch(Call.class::equals);
    if (isPublic) {
      operation.putArray("security");
    }
    ArrayNode parameters = JsonNodeFactory.instance.arrayNode();
    for (Parameter parameter : handler.getParameters()) {
      describe(parameter, operation, parameters);
    }
    if (!isPublic) {
      sharedParameters(verb, parameters);
    }
    if (!parameters.isEmpty()) {
      operation.set("parameters", parameters);
    }
    operation.set("responses", responses(verb, handler, isPublic));
    return operation;
  }

  private void describe(Parameter parameter, ObjectNode operation, ArrayNode parameters) {
    PathVariable path = AnnotatedElementUtils.getMergedAnnotation(parameter, PathVariable.class);
    RequestParam query = AnnotatedElementUtils.getMergedAnnotation(parameter, RequestParam.class);
    if (path != null) {
      ObjectNode described = parameter(parameters, parameter.getName(), "path", true);
      described.set("schema", textual(parameter.getAnnotatedType()));
    } else if (query != null) {
      describe(query, parameter, parameters);
    } else if (parameter.isAnnotationPresent(RequestBody.class)) {
      ObjectNode body = operation.putObject("requestBody").put("required", true);
      ObjectNode schema = schemas.of(parameter.getAnnotatedType());
      schemas.close(schema);
      body.putObject("content").putObject("application/json").set("schema", schema);
    } else if (RAW_BODIES.contains(parameter.getType())) {
      if (!answersFile(parameter.getDeclaringExecutable())) {
        rawBody(parameter.getDeclaringExecutable(), operation);
      }
    } else if (parameter.getType().isRecord() && parameter.getType() != Call.class) {
      for (RecordComponent component : parameter.getType().getRecordComponents()) {
        boolean required = !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        parameter(parameters, component.getName(), "query", required)
            .set("schema", textual(component.getAnnotatedType()));
      }
    } else if (parameter.getType() != Call.class
        && parameter.getType() != HttpServletResponse.class) {
      throw new IllegalStateException("a handler's parameter is of no known kind: " + parameter);
    }
  }

  /** Whoever writes the answer itself answers with a file. */
  private static boolean answersFile(Executable handler) {
    return Arrays.asList(handler.getParameterTypes()).contains(HttpServletResponse.class);
  }

  /** A body that is a file: any bytes, of the media types that the handler takes. */
  private static void rawBody(Executable handler, ObjectNode operation) {
    RequestMapping mapping =
        AnnotatedElementUtils.getMergedAnnotation(handler, RequestMapping.class);
    String[] taken = mapping == null ? new String[0] : mapping.consumes();
    ObjectNode content = operation.putObject("requestBody").putObject("content");
    for (String type : taken.length == 0 ? new String[] {"*/*"} : taken) {
      content.putObject(type);
    }
  }

  private void describe(RequestParam query, Parameter parameter, ArrayNode parameters) {
    String name = query.name().isEmpty() ? parameter.getName() : query.name();
    if (name.equals("after")) {
      parameters.add(SharedParts.reference("parameters", SharedParts.AFTER));
      return;
    }
    if (name.equals("limit")) {
      parameters.add(SharedParts.reference("parameters", SharedParts.LIMIT));
      return;
    }
    boolean hasDefault = !query.defaultValue().equals(ValueConstants.DEFAULT_NONE);
    ObjectNode schema = textual(parameter.getAnnotatedType());
    if (hasDefault && parameter.getType() == boolean.class) {
      schema.put("default", Boolean.parseBoolean(query.defaultValue()));
    } else if (hasDefault) {
      schema.put("default", query.defaultValue());
    }
    parameter(parameters, name, "query", query.required() && !hasDefault).set("schema", schema);
  }

  /** A parameter is never null: it is left out. In paths and queries slugs name organisations. */
  private ObjectNode textual(AnnotatedType type) {
    if (type.getType() == OrganizationId.class) {
      return JsonNodeFactory.instance
          .objectNode()
          .put("type", "string")
          .put("description", "The id of an organisation, or its slug.");
    }
    return schemas.of(type.getType());
  }

  private static ObjectNode parameter(
      ArrayNode parameters, String name, String place, boolean required) {
    ObjectNode parameter = parameters.addObject().put("name", name).put("in", place);
    return parameter.put("required", required);
  }

  private static void sharedParameters(RequestMethod verb, ArrayNode parameters) {
    if (verb == RequestMethod.POST) {
      parameters.add(SharedParts.reference("parameters", SharedParts.IDEMPOTENCY_KEY));
    }
    parameters.add(SharedParts.reference("parameters", SharedParts.MIN_POSITION));
    parameters.add(SharedParts.reference("parameters", SharedParts.REQUEST_ID));
  }

  private ObjectNode responses(RequestMethod verb, Method handler, boolean isPublic) {
    ObjectNode responses = JsonNodeFactory.instance.objectNode();
    AnnotatedType body = body(handler.getAnnotatedReturnType());
    boolean isFile = answersFile(handler);
    HttpStatus status = status(verb, handler, isFile || body != null);
    ObjectNode success = responses.putObject(Integer.toString(status.value()));
    success.put("description", status.getReasonPhrase());
    if (verb != RequestMethod.GET) {
      ObjectNode headers = success.putObject("headers");
      if (status == HttpStatus.CREATED) {
        ObjectNode location = headers.putObject("Location");
        location.putObject("schema").put("type", "string").put("format", "uri-reference");
      }
      headers.set(ApiCommands.POSITION, SharedParts.reference("headers", SharedParts.POSITION));
    }
    if (body != null) {
      ObjectNode content = success.putObject("content").putObject("application/json");
      content.set("schema", schemas.of(body));
    }
    if (isFile) {
      success.putObject("content").putObject("application/octet-stream");
      responses.set(
          "206",
          success.deepCopy().put("description", HttpStatus.PARTIAL_CONTENT.getReasonPhrase()));
    }
    if (!isPublic) {
      responses.set("401", SharedParts.reference("responses", SharedParts.UNAUTHORIZED));
    }
    responses.set("503", SharedParts.reference("responses", SharedParts.UNAVAILABLE));
    responses.set("default", SharedParts.reference("responses", SharedParts.PROBLEM));
    return responses;
  }

  /** What an answer holds; null where it holds nothing. */
  private static @Nullable AnnotatedType body(AnnotatedType returned) {
    AnnotatedType body =
        returned instanceof AnnotatedParameterizedType entity
                && Schemas.raw(entity.getType()) == ResponseEntity.class
            ? entity.getAnnotatedActualTypeArguments()[0]
            : returned;
    Type type = body.getType();
    return type == Void.class || type == void.class ? null : body;
  }

  private static HttpStatus status(RequestMethod verb, Method handler, boolean hasBody) {
    ResponseStatus said = AnnotatedElementUtils.getMergedAnnotation(handler, ResponseStatus.class);
    if (said != null) {
      return said.code();
    }
    if (!hasBody) {
      return HttpStatus.NO_CONTENT;
    }
    return verb == RequestMethod.POST ? HttpStatus.CREATED : HttpStatus.OK;
  }

  private static String sentence(String camelCase) {
    return capitalized(camelCase.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT));
  }

  private static String capitalized(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static String decapitalized(String text) {
    return Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
