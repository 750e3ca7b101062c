package dev.packledger.domain.terms;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A CIDR block (RFC 4632, RFC 4291) or a single address, IPv4 or IPv6. An IPv4-mapped IPv6 address
 * counts as the IPv4 address it holds. Reading never asks a name service: only literals are read.
 */
public final class AddressBlock {
  private final byte[] network;
  private final int bits;

  private AddressBlock(byte[] network, int bits) {
    this.network = network;
    this.bits = bits;
  }

  /** Reads a block such as {@code 10.0.0.0/8}; throws {@link IllegalArgumentException}. */
  public static AddressBlock parse(String text) {
    int slash = text.indexOf('/');
    String literal = slash < 0 ? text : text.substring(0, slash);
    byte[] network =
        address(literal).orElseThrow(() -> new IllegalArgumentException("no CIDR block: " + text));
    int most = network.length * 8;
    int bits = slash < 0 ? most : prefixLength(text.substring(slash + 1), literal, most);
    if (bits < 0 || bits > most) {
      throw new IllegalArgumentException("no CIDR block: " + text);
    }
    return new AddressBlock(network, bits);
  }

  /** Whether an address lies in a block; a text that is no address or no block matches nothing. */
  public static boolean contains(String block, String address) {
    try {
      return parse(block).contains(address);
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }

  /** Whether an address lies in the block; a text that is no address does not. */
  public boolean contains(String address) {
    byte[] other = address(address).orElse(new byte[0]);
    if (other.length != network.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >>> (bit & 7);
      if (((network[bit >>> 3] ^ other[bit >>> 3]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /** A mapped address was shortened to four bytes, so its prefix loses the 96 bits before them. */
  private static int prefixLength(String text, String literal, int most) {
    if (!text.matches("\\d{1,3}")) {
      return -1;
    }
    int length = Integer.parseInt(text);
    return most == 32 && literal.indexOf(':') >= 0 ? length - 96 : length;
  }

  /** Four bytes or sixteen; empty for anything but a full literal without a zone. */
  private static Optional<byte[]> address(String text) {
    boolean dotted = text.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    if (!dotted && (text.indexOf(':') < 0 || !text.matches("[0-9A-Fa-f:.]{2,45}"))) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          dotted
              ? Inet4Address.ofLiteral(text).getAddress()
              : InetAddress.ofLiteral(text).getAddress());
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }
}
