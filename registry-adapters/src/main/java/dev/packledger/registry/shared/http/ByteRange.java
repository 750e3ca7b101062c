package dev.packledger.registry.shared.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a {@code Range} header asks of a file (RFC 9110 section 14.2). */
public sealed interface ByteRange {
  /**
   * The whole file: nothing was asked, or nothing that a server must honour (several ranges,
   * another unit, bad syntax).
   */
  record Whole() implements ByteRange {}

  /**
   * One part.
   *
   * @param first offset of its first byte
   * @param length at least 1
   */
  record Part(long first, long length) implements ByteRange {
    /** The {@code Content-Range} of the part of a file of {@code size} bytes. */
    public String contentRange(long size) {
      return "bytes " + first + '-' + (first + length - 1) + '/' + size;
    }
  }

  /** A single range that lies outside the file: 416. */
  record Unsatisfiable() implements ByteRange {}

  /** Reads a header for a file of {@code size} bytes; null where there is no header. */
  static ByteRange parse(@Nullable String header, long size) {
    if (header == null) {
      return new Whole();
    }
    Matcher single = Grammar.SINGLE.matcher(header);
    if (!single.matches()) {
      return new Whole();
    }
    String first = single.group(1);
    String last = single.group(2);
    if (first.isEmpty()) {
      return last.isEmpty() ? new Whole() : suffix(Long.parseLong(last), size);
    }
    return between(
        Long.parseLong(first), last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last), size);
  }

  private static ByteRange suffix(long length, long size) {
    if (length == 0 || size == 0) {
      return new Unsatisfiable();
    }
    long served = Math.min(length, size);
    return new Part(size - served, served);
  }

  private static ByteRange between(long first, long last, long size) {
    if (last < first) {
      return new Whole();
    }
    if (first >= size) {
      return new Unsatisfiable();
    }
    return new Part(first, Math.min(last, size - 1) - first + 1);
  }

  /** The one form that is honoured. */
  final class Grammar {
    private static final Pattern SINGLE =
        Pattern.compile("\\s*bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");

    private Grammar() {}
  }
}
