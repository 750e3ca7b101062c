package dev.packledger.server.web;

import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.server.Request;

/**
 * Where a request comes from, the same at every door: what address rules look at and what guesses
 * are counted by. Found once, by the first handler.
 */
public final class ClientAddress {
  private static final String ATTRIBUTE = "packledger.client-address";

  private ClientAddress() {}

  /** The address in text form, without brackets; never null. */
  public static String of(Request request) {
    return told(request.getAttribute(ATTRIBUTE));
  }

  /** The same for servlets. */
  public static String of(HttpServletRequest request) {
    return told(request.getAttribute(ATTRIBUTE));
  }

  private static String told(Object attribute) {
    if (attribute instanceof String address) {
      return address;
    }
    throw new IllegalStateException("the first handler was passed by");
  }

  static void find(Request request, TrustedProxies proxies) {
    request.setAttribute(
        ATTRIBUTE,
        proxies.client(
            ofConnection(request), request.getHeaders().getValuesList(proxies.header())));
  }

  /**
   * The address of the connection itself, whatever is forwarded: who asks, where the forwarded
   * address is part of the question. Jetty puts brackets around an address of IPv6.
   */
  public static String ofConnection(Request request) {
    String address = Request.getRemoteAddr(request);
    if (address == null) {
      return TrustedProxies.UNKNOWN;
    }
    return address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
  }
}
