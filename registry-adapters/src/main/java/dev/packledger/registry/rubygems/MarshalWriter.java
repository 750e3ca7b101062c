package dev.packledger.registry.rubygems;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes Ruby's Marshal format 4.8 (ruby doc/marshal.rdoc): just what the index documents of gems
 * are made of. It writes what it is told to, so the number of parts must be announced truly. Only
 * symbols are written as references; objects never are, so nothing is counted.
 */
final class MarshalWriter {
  private static final int SMALL_MAX = 122;
  private static final int SMALL_OFFSET = 5;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
  private final List<String> symbols = new ArrayList<>();

  MarshalWriter() {
    bytes.write(4);
    bytes.write(8);
  }

  byte[] done() {
    return bytes.toByteArray();
  }

  MarshalWriter nil() {
    bytes.write('0');
    return this;
  }

  MarshalWriter bool(boolean value) {
    bytes.write(value ? 'T' : 'F');
    return this;
  }

  MarshalWriter integer(int value) {
    bytes.write('i');
    number(value);
    return this;
  }

  /** A text in UTF-8, which Ruby keeps as one instance variable of it. */
  MarshalWriter text(String text) {
    bytes.writeBytes(new byte[] {'I', '"'});
    counted(text.getBytes(UTF_8));
    number(1);
    return symbol("E").bool(true);
  }

  MarshalWriter symbol(String name) {
    int known = symbols.indexOf(name);
    if (known >= 0) {
      bytes.write(';');
      number(known);
    } else {
      symbols.add(name);
      bytes.write(':');
      counted(name.getBytes(UTF_8));
    }
    return this;
  }

  /** Its elements follow. */
  MarshalWriter array(int size) {
    bytes.write('[');
    number(size);
    return this;
  }

  /** Its keys and values follow in turns. */
  MarshalWriter hash(int size) {
    bytes.write('{');
    number(size);
    return this;
  }

  /** An object whose class has {@code marshal_load}; what that takes follows. */
  MarshalWriter loaded(String type) {
    bytes.write('U');
    return symbol(type);
  }

  /** An object; the names of its variables, as symbols, and their values follow in turns. */
  MarshalWriter object(String type, int variables) {
    bytes.write('o');
    symbol(type);
    number(variables);
    return this;
  }

  /** An object whose class has {@code _load}. */
  MarshalWriter dumped(String type, byte[] dump) {
    bytes.write('u');
    symbol(type);
    counted(dump);
    return this;
  }

  private void counted(byte[] content) {
    number(content.length);
    bytes.writeBytes(content);
  }

  /** Up to 122 in one byte, above in as many as it takes, least first. */
  private void number(int value) {
    if (value == 0) {
      bytes.write(0);
    } else if (value > 0 && value <= SMALL_MAX) {
      bytes.write(value + SMALL_OFFSET);
    } else if (value > 0) {
      int length = (Integer.SIZE - Integer.numberOfLeadingZeros(value) + 7) / 8;
      bytes.write(length);
      for (int i = 0; i < length; i++) {
        bytes.write(value >>> (8 * i));
      }
    } else {
      throw new IllegalArgumentException("no document has a negative number: " + value);
    }
  }
}
