package dev.packledger.server.api;

import dev.packledger.domain.ledger.Position;
import dev.packledger.registry.shared.StaleNode;
import dev.packledger.server.following.AppliedPositions;
import dev.packledger.server.web.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * What holds for every call of the API before its handler runs: size of the body, who calls, the
 * position that a read waits for, and the key that makes a POST repeatable.
 */
final class ApiFilter extends HttpFilter {
  /** Under which a request carries its {@link Call}. */
  static final String CALL = "packledger.call";

  private static final long serialVersionUID = 1L;
  private static final Duration WAIT_MAX = Duration.ofSeconds(5);
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private final transient Authentication authentication;
  private final transient IdempotencyKeys keys;
  private final transient AppliedPositions positions;
  private final transient InstantSource clock;
  private final transient JsonMapper mapper;

  ApiFilter(
      Authentication authentication,
      IdempotencyKeys keys,
      AppliedPositions positions,
      InstantSource clock,
      JsonMapper mapper) {
    this.authentication = authentication;
    this.keys = keys;
    this.positions = positions;
    this.clock = clock;
    this.mapper = mapper;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest kept;
    try {
      kept = admit(request);
    } catch (ProblemException refused) {
      write(response, refused.problem());
      return;
    } catch (StaleNode stale) {
      write(
          response,
          Problem.of(503, StaleNode.CODE, "This node cannot prove that it is up to date."));
      return;
    }
    chain.doFilter(kept, response);
  }

  private HttpServletRequest admit(HttpServletRequest request) throws IOException {
    if (isPublic(request)) {
      return request;
    }
    // First the wait: at another node a token just issued is not known before its position.
    awaitMinPosition(request);
    Caller caller = authentication.caller(request);
    PostKey key = key(request, caller);
    HttpServletRequest admitted = request;
    boolean repeated = false;
    Instant now = clock.instant();
    if (!isFile(request)) {
      KeptBody kept = KeptBody.of(request);
      admitted = kept;
      repeated = key != null && keys.use(key, digest(request, kept.body()), now);
    }
    admitted.setAttribute(CALL, new Call(caller, key, repeated, correlationId(request), now));
    return admitted;
  }

  /** A file goes straight to its store, which has limits of its own. */
  private static boolean isFile(HttpServletRequest request) {
    return request.getMethod().equals("PUT")
        && String.valueOf(request.getContentType())
            .startsWith(MediaType.APPLICATION_OCTET_STREAM_VALUE);
  }

  /** The description of the API tells nothing about anyone. */
  private static boolean isPublic(HttpServletRequest request) {
    return request.getRequestURI().equals("/api/v1/openapi.json");
  }

  private static @Nullable PostKey key(HttpServletRequest request, Caller caller) {
    if (!request.getMethod().equals("POST")) {
      return null;
    }
    String key = request.getHeader("Idempotency-Key");
    if (key == null) {
      throw ProblemException.of(
          400,
          "idempotency_key.missing",
          "Every POST carries an Idempotency-Key of its own, the same one when it is tried again.");
    }
    if (!KEY.matcher(key).matches()) {
      throw ProblemException.of(
          400, "idempotency_key.invalid", "A key has 1 to 255 printable characters of ASCII.");
    }
    return new PostKey(caller.name(), key);
  }

  private static String correlationId(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader("X-Request-Id"))
        .filter(id -> KEY.matcher(id).matches())
        .orElseGet(() -> UUID.randomUUID().toString());
  }

  private void awaitMinPosition(HttpServletRequest request) {
    String text = request.getHeader("Packledger-Min-Position");
    if (text != null) {
      requireApplied(position(text));
    }
  }

  private void requireApplied(Position position) {
    positions
        .await(position, WAIT_MAX)
        .ifPresent(
            behind -> {
              throw ProblemException.of(
                  503,
                  "projection.behind",
                  "The projection %s has applied position %d, not yet %d. Try again."
                      .formatted(behind.projection(), behind.position().value(), position.value()));
            });
  }

  private static Position position(String text) {
    try {
      return new Position(Long.parseLong(text));
    } catch (IllegalArgumentException wrong) {
      throw ProblemException.of(
          400, "position.invalid", "Packledger-Min-Position is a whole number from 0.");
    }
  }

  private static byte[] digest(HttpServletRequest request, byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(request.getRequestURI().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      return digest.digest(body);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }

  private void write(HttpServletResponse response, Problem problem) throws IOException {
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE);
    if (problem.status() == 401) {
      response.setHeader("WWW-Authenticate", "Bearer realm=\"packledger\"");
    }
    if (problem.status() == 503) {
      response.setHeader("Retry-After", "1");
    }
    mapper.writeValue(response.getOutputStream(), problem);
  }
}
