package dev.packledger.server.pages;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.server.api.Call;
import dev.packledger.server.api.Caller;
import dev.packledger.server.api.IdempotencyKeys;
import dev.packledger.server.api.PostKey;
import dev.packledger.server.api.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Hands pages what they ask for: who looks ({@link Visitor}), a request by a member ({@link
 * PageCall}) or by the operator ({@link OperatorCall}), and the {@link Form} that was sent. A form
 * carries a key of its own, so that sending it twice does it once, as a repeated POST of the API
 * does.
 */
@Component
final class PageArguments implements HandlerMethodArgumentResolver {
  /** The field of a form that makes it repeatable. */
  static final String KEY_FIELD = "_key";

  private static final Set<Class<?>> HANDED =
      Set.of(Visitor.class, PageCall.class, OperatorCall.class, Form.class);

  /** Fields that are ours and not part of what is asked for. */
  private static final String OWN_PREFIX = "_";

  private final IdempotencyKeys keys;
  private final InstantSource clock;

  PageArguments(IdempotencyKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return HANDED.contains(parameter.getParameterType());
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest web,
      @Nullable WebDataBinderFactory binders) {
    HttpServletRequest request =
        Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class), "over HTTP");
    Class<?> type = parameter.getParameterType();
    Visitor visitor = visitor(request);
    if (type == Visitor.class) {
      return visitor;
    }
    if (type == Form.class) {
      return new Form(
          request,
          Objects.requireNonNull(web.getNativeResponse(HttpServletResponse.class), "over HTTP"),
          (Model) Objects.requireNonNull(container, "of a page").getModel());
    }
    return type == PageCall.class ? ofMember(visitor, request) : ofOperator(visitor, request);
  }

  /** Who looks; {@link PageFilter} found out. */
  static Visitor visitor(HttpServletRequest request) {
    return request.getAttribute(PageFilter.VISITOR) instanceof Visitor visitor
        ? visitor
        : new Visitor.Stranger();
  }

  private PageCall ofMember(Visitor visitor, HttpServletRequest request) {
    return switch (visitor) {
      case Visitor.Stranger _ -> throw new SignInNeeded();
      case Visitor.Operator _ -> throw ProblemException.unknown("organization");
      case Visitor.Person person -> {
        Membership here =
            person
                .in(OrganizationId.ofSlug(slug(request)))
                .orElseThrow(() -> ProblemException.unknown("organization"));
        Caller caller =
            new Caller.Member(
                person.session().id().value(), here.organization(), here.member(), here.role());
        yield new PageCall(person, here, call(caller, request));
      }
    };
  }

  private OperatorCall ofOperator(Visitor visitor, HttpServletRequest request) {
    return switch (visitor) {
      case Visitor.Stranger _ -> throw new SignInNeeded();
      case Visitor.Person _ -> throw ProblemException.unknown("page");
      case Visitor.Operator operator ->
          new OperatorCall(operator, call(new Caller.Operator(), request));
    };
  }

  private static String slug(HttpServletRequest request) {
    Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    Object slug = variables instanceof Map<?, ?> map ? map.get("organization") : null;
    return Objects.requireNonNull(slug, "a page of an organisation has it in its path").toString();
  }

  private Call call(Caller caller, HttpServletRequest request) {
    Instant now = clock.instant();
    String key = request.getParameter(KEY_FIELD);
    PostKey postKey = null;
    boolean repeated = false;
    if (request.getMethod().equals("POST")) {
      if (key == null || key.isBlank()) {
        throw ProblemException.of(400, "idempotency_key.missing", "The form came without its key.");
      }
      postKey = new PostKey(caller.name(), key);
      repeated = keys.use(postKey, digest(request), now);
    }
    return new Call(caller, postKey, repeated, UUID.randomUUID().toString(), now);
  }

  private static byte[] digest(HttpServletRequest request) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(request.getRequestURI().getBytes(StandardCharsets.UTF_8));
      new TreeMap<>(request.getParameterMap())
          .forEach(
              (name, values) -> {
                if (!name.startsWith(OWN_PREFIX)) {
                  String field = '\0' + name + '\0' + Arrays.toString(values);
                  digest.update(field.getBytes(StandardCharsets.UTF_8));
                }
              });
      return digest.digest();
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }
}
