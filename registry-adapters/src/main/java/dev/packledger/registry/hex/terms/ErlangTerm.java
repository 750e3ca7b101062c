package dev.packledger.registry.hex.terms;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of Erlang, as far as Hex sends them: data only, no functions, processes or references. An
 * atom is a text here, so that reading one makes nothing that stays.
 */
public sealed interface ErlangTerm {
  record Atom(String name) implements ErlangTerm {}

  record Int(BigInteger value) implements ErlangTerm {}

  record Real(double value) implements ErlangTerm {}

  /** A binary: bytes, most often of text. */
  record Binary(Text bytes) implements ErlangTerm {
    /** Of a text in UTF-8. */
    public static Binary of(String text) {
      return new Binary(new Text(text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** A proper list. A string of Erlang is the list of its code points. */
  record Items(List<ErlangTerm> items) implements ErlangTerm {
    public Items {
      items = List.copyOf(items);
    }

    /** The list that a quoted string stands for. */
    public static Items of(String text) {
      List<ErlangTerm> codes = new ArrayList<>();
      text.codePoints().forEach(code -> codes.add(new Int(BigInteger.valueOf(code))));
      return new Items(codes);
    }
  }

  record Tuple(List<ErlangTerm> elements) implements ErlangTerm {
    public Tuple {
      elements = List.copyOf(elements);
    }
  }

  /** A map, in the order in which it was written. */
  record Mapping(Map<ErlangTerm, ErlangTerm> entries) implements ErlangTerm {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }

  /** Bytes that nobody changes any more, equal by content. */
  final class Text {
    private final byte[] bytes;

    Text(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Text text && java.util.Arrays.equals(bytes, text.bytes);
    }

    @Override
    public int hashCode() {
      return java.util.Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /**
   * The text of a binary, of an atom or of a list of code points; empty where it is none. Bytes
   * that are no UTF-8 are read as Latin-1, as hex_core reads old metadata (hex_tarball.erl).
   */
  default Optional<String> text() {
    return switch (this) {
      case Binary(Text bytes) -> Optional.of(decoded(bytes.bytes));
      case Atom(String name) -> Optional.of(name);
      case Items(List<ErlangTerm> items) -> codes(items);
      case Int _, Real _, Tuple _, Mapping _ -> Optional.empty();
    };
  }

  private static String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private static Optional<String> codes(List<ErlangTerm> items) {
    StringBuilder text = new StringBuilder();
    for (ErlangTerm item : items) {
      if (!(item instanceof Int(BigInteger code))
          || code.signum() < 0
          || code.bitLength() > 21
          || !Character.isValidCodePoint(code.intValue())) {
        return Optional.empty();
      }
      text.appendCodePoint(code.intValue());
    }
    return Optional.of(text.toString());
  }
}
