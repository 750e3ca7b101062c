package dev.packledger.registry.shared.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request's path as it came over the wire, split at its slashes before anything is decoded, so
 * that a slash inside a segment ({@code %2f}, as npm sends it) stays inside. A plus is a plus.
 */
public final class RawPath {
  private static final int CHARS_MAX = 2048;

  private RawPath() {}

  /**
   * The decoded segments of a path that begins with a slash; a slash at the end is forgiven. Empty
   * where it is no path that anything of ours could have: bad escapes, bytes that are no UTF-8,
   * control characters, empty or dotted segments.
   */
  public static Optional<List<String>> segments(String rawPath) {
    if (!rawPath.startsWith("/") || rawPath.length() > CHARS_MAX) {
      return Optional.empty();
    }
    int end =
        rawPath.length() > 1 && rawPath.endsWith("/") ? rawPath.length() - 1 : rawPath.length();
    List<String> segments = new ArrayList<>();
    for (int from = 1; from <= end; ) {
      int slash = rawPath.indexOf('/', from);
      int to = slash < 0 || slash > end ? end : slash;
      Optional<String> segment = decoded(rawPath.substring(from, to));
      if (segment.isEmpty()) {
        return Optional.empty();
      }
      segments.add(segment.get());
      from = to + 1;
    }
    return Optional.of(List.copyOf(segments));
  }

  private static Optional<String> decoded(String raw) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        int value = i + 2 < raw.length() ? hex(raw, i + 1) : -1;
        if (value < 0) {
          return Optional.empty();
        }
        bytes.write(value);
        i += 2;
      } else if (c > ' ' && c < 0x7f) {
        bytes.write(c);
      } else {
        return Optional.empty();
      }
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString();
      boolean usable =
          !text.isEmpty()
              && !text.equals(".")
              && !text.equals("..")
              && text.chars().noneMatch(Character::isISOControl);
      return usable ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }

  private static int hex(String raw, int at) {
    int high = Character.digit(raw.charAt(at), 16);
    int low = Character.digit(raw.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}
