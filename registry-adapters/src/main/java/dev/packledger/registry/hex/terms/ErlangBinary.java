package dev.packledger.registry.hex.terms;

import dev.packledger.registry.hex.terms.ErlangTerm.Atom;
import dev.packledger.registry.hex.terms.ErlangTerm.Binary;
import dev.packledger.registry.hex.terms.ErlangTerm.Int;
import dev.packledger.registry.hex.terms.ErlangTerm.Items;
import dev.packledger.registry.hex.terms.ErlangTerm.Mapping;
import dev.packledger.registry.hex.terms.ErlangTerm.Real;
import dev.packledger.registry.hex.terms.ErlangTerm.Text;
import dev.packledger.registry.hex.terms.ErlangTerm.Tuple;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads Erlang's external term format (erts "External Term Format", version 131), the form of
 * {@code application/vnd.hex+erlang}. Only data is read: functions, processes, references and
 * compressed terms are not; a length is believed only as far as there are bytes.
 */
public final class ErlangBinary {
  static final int VERSION = 131;
  static final int NEW_FLOAT = 70;
  static final int SMALL_INTEGER = 97;
  static final int INTEGER = 98;
  static final int ATOM_LATIN1 = 100;
  static final int SMALL_TUPLE = 104;
  static final int LARGE_TUPLE = 105;
  static final int NIL = 106;
  static final int STRING = 107;
  static final int LIST = 108;
  static final int BINARY = 109;
  static final int SMALL_BIG = 110;
  static final int SMALL_ATOM_LATIN1 = 115;
  static final int MAP = 116;
  static final int ATOM_UTF8 = 118;
  static final int SMALL_ATOM_UTF8 = 119;

  private static final int DEPTH_MAX = 32;
  private static final int TERMS_MAX = 100_000;
  private static final int BIG_BYTES_MAX = 32;

  private final ByteBuffer bytes;
  private int terms;

  private ErlangBinary(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  /** Reads one whole term, with nothing after it. */
  public static ErlangTerm read(byte[] document) throws MalformedTerm {
    ErlangBinary reader = new ErlangBinary(document);
    try {
      if (reader.octet() != VERSION) {
        throw new MalformedTerm("it is not in the external term format");
      }
      ErlangTerm term = reader.term(0);
      if (reader.bytes.hasRemaining()) {
        throw new MalformedTerm("there are bytes after the term");
      }
      return term;
    } catch (BufferUnderflowException cut) {
      throw new MalformedTerm("it ends within a term");
    }
  }

  private ErlangTerm term(int depth) throws MalformedTerm {
    if (depth > DEPTH_MAX) {
      throw new MalformedTerm("terms are nested too deep");
    }
    if (++terms > TERMS_MAX) {
      throw new MalformedTerm("there are too many terms");
    }
    return switch (octet()) {
      case SMALL_INTEGER -> new Int(BigInteger.valueOf(octet()));
      case INTEGER -> new Int(BigInteger.valueOf(bytes.getInt()));
      case SMALL_BIG -> new Int(big(octet()));
      case NEW_FLOAT -> new Real(bytes.getDouble());
      case ATOM_LATIN1 -> atom(bytes.getShort() & 0xffff, StandardCharsets.ISO_8859_1);
      case SMALL_ATOM_LATIN1 -> atom(octet(), StandardCharsets.ISO_8859_1);
      case ATOM_UTF8 -> atom(bytes.getShort() & 0xffff, StandardCharsets.UTF_8);
      case SMALL_ATOM_UTF8 -> atom(octet(), StandardCharsets.UTF_8);
      case SMALL_TUPLE -> new Tuple(elements(octet(), depth));
      case LARGE_TUPLE -> new Tuple(elements(bytes.getInt(), depth));
      case NIL -> new Items(List.of());
      case STRING -> string();
      case LIST -> list(depth);
      case BINARY -> new Binary(new Text(octets(bytes.getInt())));
      case MAP -> mapping(bytes.getInt(), depth);
      default -> throw new MalformedTerm("it holds a term that is not read");
    };
  }

  private Atom atom(int length, Charset charset) throws MalformedTerm {
    return new Atom(new String(octets(length), charset));
  }

  private BigInteger big(int length) throws MalformedTerm {
    if (length > BIG_BYTES_MAX) {
      throw new MalformedTerm("a number is too great");
    }
    boolean negative = octet() != 0;
    byte[] little = octets(length);
    byte[] big = new byte[length];
    for (int i = 0; i < length; i++) {
      big[i] = little[length - 1 - i];
    }
    return new BigInteger(negative ? -1 : 1, big);
  }

  /** A list of bytes, written short. */
  private Items string() throws MalformedTerm {
    List<ErlangTerm> items = new ArrayList<>();
    for (byte b : octets(bytes.getShort() & 0xffff)) {
      items.add(new Int(BigInteger.valueOf(b & 0xff)));
    }
    return new Items(items);
  }

  private Items list(int depth) throws MalformedTerm {
    List<ErlangTerm> items = elements(bytes.getInt(), depth);
    if (octet() != NIL) {
      throw new MalformedTerm("a list does not end as one");
    }
    return new Items(items);
  }

  private List<ErlangTerm> elements(int count, int depth) throws MalformedTerm {
    requireBytes(count);
    List<ErlangTerm> elements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      elements.add(term(depth + 1));
    }
    return elements;
  }

  private Mapping mapping(int count, int depth) throws MalformedTerm {
    requireBytes(count);
    Map<ErlangTerm, ErlangTerm> entries = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      ErlangTerm key = term(depth + 1);
      if (entries.put(key, term(depth + 1)) != null) {
        throw new MalformedTerm("a map has one key twice");
      }
    }
    return new Mapping(entries);
  }

  private int octet() {
    return bytes.get() & 0xff;
  }

  private byte[] octets(int length) throws MalformedTerm {
    requireBytes(length);
    byte[] read = new byte[length];
    bytes.get(read);
    return read;
  }

  private void requireBytes(int count) throws MalformedTerm {
    if (count < 0 || count > bytes.remaining()) {
      throw new MalformedTerm("it ends within a term");
    }
  }
}
