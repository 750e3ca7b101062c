package dev.packledger.server.forwardauth;

import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * The request that a proxy asks about. nginx (as we configure it) and Traefik describe it in {@code
 * X-Forwarded-Method} and {@code X-Forwarded-Uri}, and both overwrite what a client sent under
 * these names. Envoy sends its method, and appends its path and query to an address of ours that
 * ends in {@code ?uri=} (envoy/extensions/filters/http/ext_authz/v3, path_prefix); these headers
 * are then the client's own and not looked at. Only the proxy's configuration says which of the two
 * it is, so a client can never say that it asked for something else.
 *
 * @param rawPath undecoded, without the query
 * @param rawQuery null for none
 * @param address the client's, as the proxy saw it; null where it does not say
 * @param userAgent the client's own, which proxies pass on; null for none
 */
record ForwardedRequest(
    String method,
    String rawPath,
    @Nullable String rawQuery,
    @Nullable String address,
    @Nullable String userAgent) {
  static final String DOOR = "/access/v1/forward-auth";

  /** After it all of the query is the client's path and query. */
  private static final String APPENDED = "uri=";

  /**
   * @throws Misconfigured where the proxy does not say what was asked for
   */
  static ForwardedRequest of(Request request) throws Misconfigured {
    HttpFields headers = request.getHeaders();
    String path = request.getHttpURI().getPath();
    String query = request.getHttpURI().getQuery();
    if (!path.equals(DOOR)) {
      throw new Misconfigured("The proxy asks at another address than " + DOOR + '.');
    }
    return query != null && query.startsWith(APPENDED)
        ? of(request.getMethod(), query.substring(APPENDED.length()), headers)
        : of(single(headers, "X-Forwarded-Method"), single(headers, "X-Forwarded-Uri"), headers);
  }

  private static ForwardedRequest of(String method, String uri, HttpFields headers) {
    int query = uri.indexOf('?');
    return new ForwardedRequest(
        method,
        query < 0 ? uri : uri.substring(0, query),
        query < 0 ? null : uri.substring(query + 1),
        address(headers),
        headers.get(HttpHeader.USER_AGENT));
  }

  private static String single(HttpFields headers, String name) throws Misconfigured {
    List<String> values = headers.getValuesList(name);
    if (values.size() != 1 || values.getFirst().isEmpty()) {
      throw new Misconfigured("The proxy sends no single " + name + " header.");
    }
    return values.getFirst();
  }

  /** A proxy appends the address that it saw; what stands before it is anybody's word. */
  private static @Nullable String address(HttpFields headers) {
    List<String> values = headers.getValuesList("X-Forwarded-For");
    if (values.isEmpty()) {
      return null;
    }
    String last = values.getLast();
    String address = last.substring(last.lastIndexOf(',') + 1).strip();
    return address.isEmpty() ? null : address;
  }
}
