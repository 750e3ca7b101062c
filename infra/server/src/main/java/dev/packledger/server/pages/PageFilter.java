package dev.packledger.server.pages;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds for every page before its handler runs: who looks at it, that a form was sent from a
 * page of ours, and what browsers are told about it.
 */
final class PageFilter extends HttpFilter {
  /** Under which a request carries its {@link Visitor}. */
  static final String VISITOR = "packledger.visitor";

  /** Under which a request carries what its forms must send back. */
  static final String FORM_TOKEN = "packledger.form_token";

  /** The field of a form that sends it back. */
  static final String FORM_FIELD = "_form";

  private static final long serialVersionUID = 1L;
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none';"
          + " base-uri 'none'";

  private final transient Visits visits;
  private final transient SessionCookie cookie;

  PageFilter(Visits visits, SessionCookie cookie) {
    this.visits = visits;
    this.cookie = cookie;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!isPage(request)) {
      chain.doFilter(request, response);
      return;
    }
    tellBrowser(response);
    if (request.getRequestURI().startsWith("/assets/")) {
      chain.doFilter(request, response);
      return;
    }
    response.setHeader("Cache-Control", "no-store");
    String secret = cookie.secret(request);
    String token = formToken(secret);
    if (!READING.contains(request.getMethod()) && !isOurForm(request, secret, token)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    request.setAttribute(VISITOR, visits.of(secret));
    request.setAttribute(FORM_TOKEN, token);
    chain.doFilter(request, response);
  }

  /** Everything that reaches Spring and is not asked by programs. */
  private static boolean isPage(HttpServletRequest request) {
    String path = request.getRequestURI();
    return !path.startsWith("/api/") && !path.startsWith("/access/");
  }

  private static void tellBrowser(HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  }

  /**
   * A browser says where a request comes from; who has a session must also send back what only our
   * pages were told.
   */
  private static boolean isOurForm(
      HttpServletRequest request, @Nullable String secret, String token) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return false;
    }
    String shown = request.getParameter(FORM_FIELD);
    return secret == null
        || (shown != null
            && MessageDigest.isEqual(
                shown.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8)));
  }

  /** Follows from the session's secret and tells nothing of it. */
  private static String formToken(@Nullable String secret) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(("form " + secret).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }
}
