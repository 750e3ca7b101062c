package dev.packledger.server.web;

import dev.packledger.domain.terms.AddressBlock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which proxies are believed about whom they speak for, and by which header. Each proxy adds the
 * address that it saw to the right, so everything left of the first address that is no proxy of
 * ours may be anybody's invention and is not looked at.
 *
 * <p>One header only: a proxy sets one and lets the other pass as the client wrote it.
 *
 * @param networks of the proxies; empty where nobody is believed
 * @param header {@code X-Forwarded-For}, or {@code Forwarded} (RFC 7239)
 */
public record TrustedProxies(List<AddressBlock> networks, String header) {
  public static final String X_FORWARDED_FOR = "X-Forwarded-For";
  public static final String FORWARDED = "Forwarded";

  /** Nobody is believed: the address is the connection's. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of(), X_FORWARDED_FOR);

  /** Stands for a client whose proxy does not say who it is; lies in no block of addresses. */
  static final String UNKNOWN = "unknown";

  private static final Pattern WITH_PORT =
      Pattern.compile("\\[([0-9A-Fa-f:.]+)](?::\\w+)?|(\\d+(?:\\.\\d+){3})(?::\\w+)?");
  private static final Pattern FOR =
      Pattern.compile(
          "(?:^|;)\\s*for\\s*=\\s*(?:\"([^\"]*)\"|([^;\"]*))", Pattern.CASE_INSENSITIVE);

  public TrustedProxies {
    networks = List.copyOf(networks);
    if (!header.equalsIgnoreCase(X_FORWARDED_FOR) && !header.equalsIgnoreCase(FORWARDED)) {
      throw new IllegalArgumentException(
          "proxies are read by " + X_FORWARDED_FOR + " or " + FORWARDED + ", not by " + header);
    }
  }

  /** Reads networks such as {@code 10.0.0.0/8}; throws {@link IllegalArgumentException}. */
  public static TrustedProxies of(List<String> networks, String header) {
    return new TrustedProxies(networks.stream().map(AddressBlock::parse).toList(), header);
  }

  /**
   * Who a request comes from.
   *
   * @param peer the address of the connection
   * @param lines the header's values in the order in which they stand
   */
  String client(String peer, List<String> lines) {
    if (!trusts(peer)) {
      return peer;
    }
    String client = peer;
    for (String hop : hops(lines)) {
      client = hop;
      if (!trusts(hop)) {
        return client;
      }
    }
    return client;
  }

  private boolean trusts(String address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  /** Addresses from the nearest hop on; what is no address ends them as {@link #UNKNOWN}. */
  private List<String> hops(List<String> lines) {
    List<String> hops = new ArrayList<>();
    boolean isForwarded = header.toLowerCase(Locale.ROOT).equals("forwarded");
    for (String line : lines) {
      for (String element : line.split(",", -1)) {
        hops.add(address(isForwarded ? node(element) : element.strip()));
      }
    }
    Collections.reverse(hops);
    return hops;
  }

  private static String node(String element) {
    Matcher named = FOR.matcher(element.strip());
    if (!named.find()) {
      return "";
    }
    return named.group(1) != null ? named.group(1) : named.group(2).strip();
  }

  /** Without brackets and port. */
  private static String address(String text) {
    Matcher matcher = WITH_PORT.matcher(text);
    String literal = text;
    if (matcher.matches()) {
      literal = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    }
    try {
      AddressBlock unused = AddressBlock.parse(literal);
      return literal.indexOf('/') < 0 ? literal : UNKNOWN;
    } catch (IllegalArgumentException noAddress) {
      return UNKNOWN;
    }
  }
}
