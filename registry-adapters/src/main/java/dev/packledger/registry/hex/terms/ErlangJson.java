package dev.packledger.registry.hex.terms;

import dev.packledger.registry.hex.terms.ErlangTerm.Atom;
import dev.packledger.registry.hex.terms.ErlangTerm.Binary;
import dev.packledger.registry.hex.terms.ErlangTerm.Int;
import dev.packledger.registry.hex.terms.ErlangTerm.Items;
import dev.packledger.registry.hex.terms.ErlangTerm.Mapping;
import dev.packledger.registry.hex.terms.ErlangTerm.Real;
import dev.packledger.registry.hex.terms.ErlangTerm.Tuple;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The same value as JSON and as a term, by Hex's convention (hexpm lib/hexpm_web/erlang_format.ex):
 * objects are maps with binaries as keys, texts are binaries, {@code nil}, {@code true} and {@code
 * false} are the only atoms.
 */
public final class ErlangJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ErlangJson() {}

  /** The term as JSON; atoms other than the three are their texts. */
  public static JsonNode json(ErlangTerm term) throws MalformedTerm {
    return switch (term) {
      case Atom(String name) -> json(name);
      case Int(BigInteger value) -> NODES.numberNode(new BigDecimal(value));
      case Real(double value) -> NODES.numberNode(value);
      case Binary binary -> NODES.stringNode(binary.text().orElseThrow());
      case Items(List<ErlangTerm> items) -> json(items);
      case Mapping(Map<ErlangTerm, ErlangTerm> entries) -> json(entries);
      case Tuple _ -> throw new MalformedTerm("a tuple has no place here");
    };
  }

  private static JsonNode json(String atom) {
    return switch (atom) {
      case "nil", "null", "undefined" -> NODES.nullNode();
      case "true" -> NODES.booleanNode(true);
      case "false" -> NODES.booleanNode(false);
      default -> NODES.stringNode(atom);
    };
  }

  private static JsonNode json(List<ErlangTerm> items) throws MalformedTerm {
    ArrayNode array = NODES.arrayNode();
    for (ErlangTerm item : items) {
      array.add(json(item));
    }
    return array;
  }

  private static JsonNode json(Map<ErlangTerm, ErlangTerm> entries) throws MalformedTerm {
    ObjectNode object = NODES.objectNode();
    for (Map.Entry<ErlangTerm, ErlangTerm> entry : entries.entrySet()) {
      String key =
          entry.getKey().text().orElseThrow(() -> new MalformedTerm("a map's key is no text"));
      object.set(key, json(entry.getValue()));
    }
    return object;
  }

  /** The JSON value in the external term format; members in the order in which they stand. */
  public static byte[] external(JsonNode value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(ErlangBinary.VERSION);
      write(value, out);
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory does not fail", impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonNode value, DataOutputStream out) throws IOException {
    switch (value.getNodeType()) {
      case OBJECT -> {
        out.writeByte(ErlangBinary.MAP);
        out.writeInt(value.size());
        for (Map.Entry<String, JsonNode> member : value.properties()) {
          binary(member.getKey(), out);
          write(member.getValue(), out);
        }
      }
      case ARRAY -> {
        if (!value.isEmpty()) {
          out.writeByte(ErlangBinary.LIST);
          out.writeInt(value.size());
          for (JsonNode item : value.values()) {
            write(item, out);
          }
        }
        out.writeByte(ErlangBinary.NIL);
      }
      case STRING -> binary(value.stringValue(), out);
      case NUMBER -> number(value, out);
      case BOOLEAN -> atom(Boolean.toString(value.booleanValue()), out);
      case NULL -> atom("nil", out);
      case BINARY, MISSING, POJO -> throw new AssertionError("never made here: " + value);
    }
  }

  private static void binary(String text, DataOutputStream out) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeByte(ErlangBinary.BINARY);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private static void atom(String name, DataOutputStream out) throws IOException {
    out.writeByte(ErlangBinary.SMALL_ATOM_UTF8);
    out.writeByte(name.length());
    out.writeBytes(name);
  }

  private static void number(JsonNode value, DataOutputStream out) throws IOException {
    if (!value.canConvertToInt()) {
      out.writeByte(ErlangBinary.NEW_FLOAT);
      out.writeDouble(value.doubleValue());
      return;
    }
    int number = value.intValue();
    if (number >= 0 && number < 256) {
      out.writeByte(ErlangBinary.SMALL_INTEGER);
      out.writeByte(number);
    } else {
      out.writeByte(ErlangBinary.INTEGER);
      out.writeInt(number);
    }
  }
}
