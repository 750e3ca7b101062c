package dev.packledger.server.pages;

import dev.packledger.server.web.Addresses;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * The cookie that carries a session's secret: for this host alone, unreadable to scripts, not sent
 * along by other sites' forms, and only over TLS where the server is reached so.
 */
@Component
public final class SessionCookie {
  private static final String OVER_TLS = "__Host-packledger";
  private static final String PLAIN = "packledger";

  private final Addresses addresses;

  SessionCookie(Addresses addresses) {
    this.addresses = addresses;
  }

  /** The secret that a request shows; null where there is none. */
  public @Nullable String secret(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(name())) {
          return cookie.getValue();
        }
      }
    }
    return null;
  }

  /** Hands out a session's secret. */
  public void set(HttpServletResponse response, String secret, Duration life) {
    response.addHeader("Set-Cookie", cookie(secret, life));
  }

  /** Takes it back. */
  public void remove(HttpServletResponse response) {
    response.addHeader("Set-Cookie", cookie("", Duration.ZERO));
  }

  private String cookie(String value, Duration life) {
    return ResponseCookie.from(name(), value)
        .path("/")
        .httpOnly(true)
        .secure(overTls())
        .sameSite("Lax")
        .maxAge(life)
        .build()
        .toString();
  }

  private String name() {
    return overTls() ? OVER_TLS : PLAIN;
  }

  private boolean overTls() {
    return addresses.server().getScheme().equals("https");
  }
}
