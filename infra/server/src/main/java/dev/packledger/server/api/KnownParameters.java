package dev.packledger.server.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that the handler does not read: a filter that is spelled wrong would
 * otherwise show everything.
 */
final class KnownParameters implements HandlerInterceptor {
  private final Map<Method, SortedSet<String>> known = new ConcurrentHashMap<>();

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    String query = request.getQueryString();
    if (query != null && handler instanceof HandlerMethod method && isOurs(method)) {
      SortedSet<String> names =
          known.computeIfAbsent(method.getMethod(), KnownParameters::parametersOf);
      for (String pair : query.split("&")) {
        refuseUnknown(pair.split("=", 2)[0], names);
      }
    }
    return true;
  }

  private static boolean isOurs(HandlerMethod method) {
    return method.getBeanType().getPackageName().startsWith("dev.packledger.");
  }

  private static void refuseUnknown(String written, SortedSet<String> names) {
    if (!written.isEmpty() && !names.contains(decoded(written))) {
      throw ProblemException.of(
          400,
          "parameter.unknown",
          names.isEmpty()
              ? "There are no query parameters here."
              : "The query parameters here are " + String.join(", ", names) + "; one is another.");
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      return text;
    }
  }

  private static SortedSet<String> parametersOf(Method handler) {
    SortedSet<String> names = new TreeSet<>();
    for (Parameter parameter : handler.getParameters()) {
      RequestParam query = AnnotatedElementUtils.getMergedAnnotation(parameter, RequestParam.class);
      if (query != null) {
        names.add(query.name().isEmpty() ? parameter.getName() : query.name());
      } else if (isGroup(parameter)) {
        for (RecordComponent component : parameter.getType().getRecordComponents()) {
          names.add(component.getName());
        }
      }
    }
    return Collections.unmodifiableSortedSet(names);
  }

  /** A record of a handler's own, whose components are query parameters. */
  private static boolean isGroup(Parameter parameter) {
    return parameter.getType().isRecord()
        && parameter.getType().isMemberClass()
        && parameter.getAnnotations().length == 0
        && !parameter.isAnnotationPresent(RequestBody.class);
  }
}
