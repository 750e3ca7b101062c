package dev.packledger.registry.hex.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bytes are those of Erlang/OTP 25's {@code term_to_binary}. */
class ErlangBinaryTest {
  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "836101|1",
        "8362000004d2|1234",
        "8362fffffffe|-2",
        "836e08000000000000000080|9223372036854775808",
        "836e0801000000000000f07f|-9218868437227405312",
        "84|",
        "8346400921fb54442d18|3.141592653589793",
        "8364000474727565|true",
        "8364000566616c7365|false",
        "836400036e696c|null",
        "83770474727565|true",
        "836d00000003616263|\"abc\"",
        "836a|[]",
        "836b0003010203|[1,2,3]",
        "836c000000026d00000001616d00000001626a|[\"a\",\"b\"]",
        "8374000000016d00000001616d0000000162|{\"a\":\"b\"}",
        "83740000000164000161640001 62|{\"a\":\"b\"}"
      })
  void readsWhatErlangWrites(String hex, String json) throws MalformedTerm {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    if (json == null) {
      assertThatThrownBy(() -> ErlangBinary.read(bytes)).isInstanceOf(MalformedTerm.class);
      return;
    }
    assertThat(ErlangJson.json(ErlangBinary.read(bytes)).toString())
        .isEqualTo(JSON.readTree(json).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":[1,300,-1,true,null,\"é\",[],{}]}|"
            + "8374000000016d00000001616c0000000861016200 00012c62ffffffff770474727565"
            + "77036e696c6d00000002c3a96a74000000006a",
        "5000000000|834641f2a05f20000000"
      })
  void writesWhatErlangReads(String json, String hex) throws MalformedTerm {
    byte[] written = ErlangJson.external(JSON.readTree(json));
    assertThat(HexFormat.of().formatHex(written)).isEqualTo(hex.replace(" ", ""));
    assertThat(ErlangJson.json(ErlangBinary.read(written)).isContainer())
        .isEqualTo(json.startsWith("{"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "82",
        "83",
        "8361",
        "836d00000004616263",
        "836d7fffffff",
        "836dffffffff",
        "836cffffffff",
        "836c7fffffff",
        "83747fffffff",
        "8368ff",
        "8361016101",
        "835000000010789c4b04000062000062",
        "837001",
        "8367",
        "8364ffff",
        "836eff00",
        "836c0000000161016101",
        "8374000000026101610161016102",
        "836801 6101"
      })
  void refuses(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertThatThrownBy(() -> ErlangJson.json(ErlangBinary.read(bytes)))
        .isInstanceOf(MalformedTerm.class);
  }

  @Test
  void isBoundedInDepthAndTerms() throws MalformedTerm {
    assertThat(ErlangBinary.read(nested(32))).isNotNull();
    assertThatThrownBy(() -> ErlangBinary.read(nested(33))).isInstanceOf(MalformedTerm.class);
    assertThat(ErlangBinary.read(list(99_999))).isNotNull();
    assertThatThrownBy(() -> ErlangBinary.read(list(100_000))).isInstanceOf(MalformedTerm.class);
  }

  private static byte[] nested(int depth) {
    return HexFormat.of().parseHex("83" + "6c00000001".repeat(depth) + "6101" + "6a".repeat(depth));
  }

  private static byte[] list(int length) {
    return HexFormat.of()
        .parseHex("836c" + String.format("%08x", length) + "6a".repeat(length) + "6a");
  }

  @Property
  void neverFails(@ForAll byte[] bytes) {
    byte[] marked = bytes.clone();
    if (marked.length > 0) {
      marked[0] = (byte) 131;
    }
    try {
      JsonNode read = ErlangJson.json(ErlangBinary.read(marked));
      assertThat(ErlangJson.external(read)).isNotEmpty();
    } catch (MalformedTerm refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }
}
