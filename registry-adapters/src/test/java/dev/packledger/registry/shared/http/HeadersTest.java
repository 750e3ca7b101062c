package dev.packledger.registry.shared.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {
  private static final EntityTag TAG = new EntityTag("abc");

  @Test
  void tagsAreOfTheBytes() {
    assertThat(EntityTag.of(bytes("a"))).isEqualTo(EntityTag.of(bytes("a")));
    assertThat(EntityTag.of(bytes("a"))).isNotEqualTo(EntityTag.of(bytes("b")));
    assertThat(EntityTag.of(bytes("a")).header()).matches("\"[A-Za-z0-9_-]{43}\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"abc\"", "W/\"abc\"", "\"x\", \"abc\"", "\"x\",W/\"abc\" ,\"y\""})
  void ifNoneMatchNamesTheTag(String header) {
    assertThat(TAG.namedBy(header)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "*", "abc", "\"ab\"", "\"abcd\"", "\"x\" \"abc\"", "w/\"abc\"", "\"abc"})
  void ifNoneMatchNamesAnother(String header) {
    assertThat(TAG.namedBy(header)).isFalse();
  }

  @Test
  void ifRangeComparesStrongly() {
    assertThat(TAG.allowsRange(null)).isTrue();
    assertThat(TAG.allowsRange("\"abc\"")).isTrue();
    assertThat(TAG.allowsRange("W/\"abc\"")).isFalse();
    assertThat(TAG.allowsRange("Wed, 21 Oct 2015 07:28:00 GMT")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=0-9, 0, 10",
    "bytes=2-5, 2, 4",
    "bytes=5-, 5, 5",
    "bytes=5-999, 5, 5",
    "bytes=-3, 7, 3",
    "bytes=-99, 0, 10"
  })
  void readsASingleRangeOfTenBytes(String header, long first, long length) {
    assertThat(ByteRange.parse(header, 10)).isEqualTo(new ByteRange.Part(first, length));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=0-1,3-4",
        "bytes=",
        "bytes=-",
        "bytes=5-4",
        "lines=0-1",
        "bytes=a-b",
        "bytes=0x1-2",
        "bytes=1",
        "bytes=9999999999999999999-",
        "bytes=--1",
        "bytes=+1-2"
      })
  void ignoresWhatNeedNotBeHonoured(String header) {
    assertThat(ByteRange.parse(header, 10)).isEqualTo(new ByteRange.Whole());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0", "bytes=999999999999999999-"})
  void tellsWhatLiesOutside(String header) {
    assertThat(ByteRange.parse(header, 10)).isEqualTo(new ByteRange.Unsatisfiable());
  }

  @Property
  void aPartLiesWithinTheFile(
      @ForAll @LongRange(min = 0, max = 50) long first,
      @ForAll @LongRange(min = 0, max = 50) long last,
      @ForAll @LongRange(min = 0, max = 30) long size) {
    if (ByteRange.parse("bytes=" + first + '-' + last, size) instanceof ByteRange.Part part) {
      assertThat(part.length()).isPositive();
      assertThat(part.first() + part.length()).isLessThanOrEqualTo(size);
    }
  }

  @Test
  void findsTheSecret() {
    assertThat(PresentedSecret.in("Bearer plk_x")).isEqualTo("plk_x");
    assertThat(PresentedSecret.in("bearer  plk_x ")).isEqualTo("plk_x");
    assertThat(PresentedSecret.in(basic("anyone:plk_x"))).isEqualTo("plk_x");
    assertThat(PresentedSecret.in(basic(":a:b"))).isEqualTo("a:b");
    assertThat(PresentedSecret.in("plk_x")).isEqualTo("plk_x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic !!!", "Digest x", "Basic"})
  void findsNoSecret(String header) {
    assertThat(PresentedSecret.in(header)).isNull();
    assertThat(PresentedSecret.in(null)).isNull();
    assertThat(PresentedSecret.in(basic("plk_x"))).isNull();
    assertThat(PresentedSecret.in(basic("plk_x:"))).isNull();
    assertThat(PresentedSecret.in("Bearer " + "x".repeat(2000))).isNull();
  }

  private static String basic(String userAndPassword) {
    return "Basic " + Base64.getEncoder().encodeToString(bytes(userAndPassword));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
