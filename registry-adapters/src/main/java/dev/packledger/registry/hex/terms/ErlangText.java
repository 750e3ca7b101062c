package dev.packledger.registry.hex.terms;

import dev.packledger.registry.hex.terms.ErlangTerm.Atom;
import dev.packledger.registry.hex.terms.ErlangTerm.Binary;
import dev.packledger.registry.hex.terms.ErlangTerm.Int;
import dev.packledger.registry.hex.terms.ErlangTerm.Items;
import dev.packledger.registry.hex.terms.ErlangTerm.Mapping;
import dev.packledger.registry.hex.terms.ErlangTerm.Text;
import dev.packledger.registry.hex.terms.ErlangTerm.Tuple;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads terms as Erlang writes them into files, each ended by a full stop: the form of a package's
 * {@code metadata.config} (hexpm/specifications package_metadata.md; hex_core safe_erl_term.xrl).
 * The bound on bytes is the caller's; depth, terms and digits are bounded here.
 */
public final class ErlangText {
  private static final int DEPTH_MAX = 32;
  private static final int TERMS_MAX = 200_000;
  private static final int DIGITS_MAX = 64;
  private static final int ATOM_CHARS_MAX = 255;

  private final String text;
  private int at;
  private int terms;

  private ErlangText(String text) {
    this.text = text;
  }

  /** All terms of a file, in order. UTF-8, or else Latin-1, as hex_core reads it. */
  public static List<ErlangTerm> read(byte[] file) throws MalformedTerm {
    ErlangText reader = new ErlangText(decoded(file));
    List<ErlangTerm> read = new ArrayList<>();
    while (reader.more()) {
      read.add(reader.term(0));
      reader.expect(".");
    }
    return List.copyOf(read);
  }

  private static String decoded(byte[] file) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(file, StandardCharsets.ISO_8859_1);
    }
  }

  private boolean more() {
    skipBlanks();
    return at < text.length();
  }

  private ErlangTerm term(int depth) throws MalformedTerm {
    if (depth > DEPTH_MAX) {
      throw new MalformedTerm("terms are nested too deep");
    }
    if (++terms > TERMS_MAX) {
      throw new MalformedTerm("there are too many terms");
    }
    skipBlanks();
    if (takes("<<")) {
      return binary();
    }
    if (takes("#{")) {
      return mapping(depth);
    }
    char first = peek();
    return switch (first) {
      case '{' -> new Tuple(sequence('{', "}", depth));
      case '[' -> new Items(sequence('[', "]", depth));
      case '"' -> Items.of(string());
      case '\'' -> atom(quoted('\''));
      default -> first >= 'a' && first <= 'z' ? atom(word()) : new Int(integer());
    };
  }

  private static Atom atom(String name) throws MalformedTerm {
    if (name.length() > ATOM_CHARS_MAX) {
      throw new MalformedTerm("an atom is too long");
    }
    return new Atom(name);
  }

  private List<ErlangTerm> sequence(char open, String close, int depth) throws MalformedTerm {
    expect(String.valueOf(open));
    List<ErlangTerm> elements = new ArrayList<>();
    if (takes(close)) {
      return elements;
    }
    do {
      elements.add(term(depth + 1));
    } while (takes(","));
    expect(close);
    return elements;
  }

  private Mapping mapping(int depth) throws MalformedTerm {
    Map<ErlangTerm, ErlangTerm> entries = new LinkedHashMap<>();
    if (takes("}")) {
      return new Mapping(entries);
    }
    do {
      ErlangTerm key = term(depth + 1);
      expect("=>");
      if (entries.put(key, term(depth + 1)) != null) {
        throw new MalformedTerm("a map has one key twice");
      }
    } while (takes(","));
    expect("}");
    return new Mapping(entries);
  }

  /** {@code <<"text">>}, {@code <<"text"/utf8>>}, {@code <<1,2,3>>}, or a row of these. */
  private Binary binary() throws MalformedTerm {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (takes(">>")) {
      return new Binary(new Text(bytes.toByteArray()));
    }
    do {
      skipBlanks();
      if (peek() == '"') {
        segment(string(), bytes);
      } else {
        bytes.write(octet(integer()));
      }
      if (++terms > TERMS_MAX) {
        throw new MalformedTerm("there are too many terms");
      }
    } while (takes(","));
    expect(">>");
    return new Binary(new Text(bytes.toByteArray()));
  }

  private void segment(String string, ByteArrayOutputStream bytes) throws MalformedTerm {
    if (takes("/utf8")) {
      bytes.writeBytes(string.getBytes(StandardCharsets.UTF_8));
      return;
    }
    for (int code : string.codePoints().toArray()) {
      bytes.write(octet(BigInteger.valueOf(code)));
    }
  }

  private static int octet(BigInteger value) throws MalformedTerm {
    if (value.signum() < 0 || value.bitLength() > 8) {
      throw new MalformedTerm("a binary holds something that is no byte");
    }
    return value.intValue();
  }

  private BigInteger integer() throws MalformedTerm {
    int from = at;
    if (peek() == '-') {
      at++;
    }
    int digits = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == digits || at - digits > DIGITS_MAX) {
      throw new MalformedTerm("something stands where a term was expected");
    }
    return new BigInteger(text.substring(from, at));
  }

  private String word() {
    int from = at;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '@';
  }

  /** Strings that stand side by side are one. */
  private String string() throws MalformedTerm {
    StringBuilder string = new StringBuilder(quoted('"'));
    skipBlanks();
    while (at < text.length() && peek() == '"') {
      string.append(quoted('"'));
      skipBlanks();
    }
    return string.toString();
  }

  private String quoted(char quote) throws MalformedTerm {
    expect(String.valueOf(quote));
    StringBuilder content = new StringBuilder();
    while (true) {
      char c = next();
      if (c == quote) {
        return content.toString();
      }
      if (c == '\\') {
        content.appendCodePoint(escaped());
      } else {
        content.append(c);
      }
    }
  }

  private int escaped() throws MalformedTerm {
    char c = next();
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 0x0b;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'e' -> 0x1b;
      case 's' -> ' ';
      case 'd' -> 0x7f;
      case '^' -> next() & 31;
      case 'x' -> hexadecimal();
      default -> c >= '0' && c <= '7' ? octal(c) : c;
    };
  }

  private int octal(char first) {
    int value = first - '0';
    for (int i = 0; i < 2 && at < text.length(); i++) {
      char c = text.charAt(at);
      if (c < '0' || c > '7') {
        break;
      }
      value = value * 8 + c - '0';
      at++;
    }
    return value;
  }

  /** {@code \xHH} or {@code \x{H...}}. */
  private int hexadecimal() throws MalformedTerm {
    int from = at;
    int end;
    if (peek() == '{') {
      from++;
      end = text.indexOf('}', at);
      at = end + 1;
    } else {
      end = at + 2;
      at = end;
    }
    if (end <= from || end - from > 6 || end > text.length()) {
      throw new MalformedTerm("an escape is malformed");
    }
    try {
      int code = Integer.parseUnsignedInt(text, from, end, 16);
      if (Character.isValidCodePoint(code)) {
        return code;
      }
    } catch (NumberFormatException notHexadecimal) {
      // Told below, with the codes that are none.
    }
    throw new MalformedTerm("an escape is malformed");
  }

  private char next() throws MalformedTerm {
    char c = peek();
    at++;
    return c;
  }

  private char peek() throws MalformedTerm {
    if (at >= text.length()) {
      throw new MalformedTerm("it ends within a term");
    }
    return text.charAt(at);
  }

  private boolean takes(String token) {
    skipBlanks();
    if (!text.startsWith(token, at)) {
      return false;
    }
    at += token.length();
    return true;
  }

  private void expect(String token) throws MalformedTerm {
    if (!takes(token)) {
      throw new MalformedTerm("something stands where " + token + " was expected");
    }
  }

  /** White space, and comments up to the line's end. */
  private void skipBlanks() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '%') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (c <= ' ') {
        at++;
      } else {
        return;
      }
    }
  }
}
