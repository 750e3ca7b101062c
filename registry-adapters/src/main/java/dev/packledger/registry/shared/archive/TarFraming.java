package dev.packledger.registry.shared.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a tar as they lie there (POSIX pax, and GNU's long names), read strictly. Lenient
 * readers differ in what they forgive, and what one skips another installs; so everything that
 * leaves room is refused here: sizes outside the header, sparse files, links, unknown extended
 * records, bad checksums, bytes after the end. {@link TarGzip} then has a second, independent
 * reader find the same entries.
 */
final class TarFraming {
  private static final int BLOCK = 512;
  private static final int EXTENDED_BYTES_MAX = 16 << 10;

  /** Records that say nothing about where an entry goes or how long it is, and {@code path}. */
  private static final Set<String> RECORDS =
      Set.of(
          "path",
          "mtime",
          "atime",
          "ctime",
          "uid",
          "gid",
          "uname",
          "gname",
          "comment",
          "charset",
          "hdrcharset",
          "SCHILY.dev",
          "SCHILY.ino",
          "SCHILY.nlink",
          "LIBARCHIVE.creationtime");

  private final InputStream tar;
  private final ArchiveLimits limits;
  private final EntryTrace trace = new EntryTrace();
  private final PathRules paths;
  private int entries;
  private @Nullable String longPath;

  TarFraming(InputStream tar, ArchiveLimits limits) {
    this.tar = tar;
    this.limits = limits;
    this.paths = new PathRules(limits);
  }

  /** Reads to the end; the trace of what was found. */
  EntryTrace check() throws IOException {
    byte[] header = block();
    while (!blank(header)) {
      entry(header);
      header = block();
    }
    if (longPath != null) {
      throw malformed("a long path belongs to no entry");
    }
    for (int b = tar.read(); b >= 0; b = tar.read()) {
      if (b != 0) {
        throw new UnsafeArchive(
            ArchiveRefusal.TRAILING_DATA, "there are bytes after the end of the archive");
      }
    }
    return trace;
  }

  private void entry(byte[] header) throws IOException {
    verify(header);
    long size = octal(header, 124, 12);
    switch (header[156]) {
      case '0', 0, '5' -> content(header, size);
      case 'x' -> longPath = extended(size).getOrDefault("path", longPath);
      case 'g' -> {
        if (!Set.of("comment").containsAll(extended(size).keySet())) {
          throw new UnsafeArchive(
              ArchiveRefusal.EXTENDED_HEADER, "a global extended header changes entries");
        }
      }
      case 'L' -> longPath = utf8(withoutEnd(small(size)));
      default ->
          throw new UnsafeArchive(
              ArchiveRefusal.ENTRY_KIND, "an entry is neither a file nor a folder");
    }
  }

  private void content(byte[] header, long size) throws IOException {
    if (++entries > limits.entriesMax()) {
      throw new UnsafeArchive(
          ArchiveRefusal.TOO_MANY_ENTRIES, "it has more than " + limits.entriesMax() + " entries");
    }
    boolean folder = header[156] == '5';
    if (folder && size != 0) {
      throw malformed("a folder has content");
    }
    String path = longPath == null ? shortPath(header) : longPath;
    longPath = null;
    if (folder) {
      paths.folder(path);
    } else {
      paths.file(path);
    }
    trace.add(path, folder, size);
    skip(size + padding(size));
  }

  private static String shortPath(byte[] header) throws IOException {
    String name = utf8(untilNul(header, 0, 100));
    boolean posix = header[262] == 0;
    String prefix = posix ? utf8(untilNul(header, 345, 155)) : "";
    return prefix.isEmpty() ? name : prefix + '/' + name;
  }

  private static void verify(byte[] header) throws UnsafeArchive {
    if (!new String(header, 257, 5, StandardCharsets.ISO_8859_1).equals("ustar")) {
      throw malformed("a header is not of the ustar format");
    }
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    if (sum != octal(header, 148, 8)) {
      throw malformed("a header's checksum is wrong");
    }
  }

  /** The records of an extended header: {@code length key=value\n} (POSIX.1-2008, pax). */
  private Map<String, String> extended(long size) throws IOException {
    byte[] content = small(size);
    Map<String, String> records = new HashMap<>();
    int at = 0;
    while (at < content.length) {
      int length = recordLength(content, at);
      String record = utf8(Arrays.copyOfRange(content, at, at + length));
      int key = record.indexOf(' ') + 1;
      int equals = record.indexOf('=');
      if (equals < key || !record.endsWith("\n")) {
        throw malformed("an extended header's record is malformed");
      }
      String name = record.substring(key, equals);
      String value = record.substring(equals + 1, record.length() - 1);
      if (!RECORDS.contains(name) || records.put(name, value) != null || value.indexOf(0) >= 0) {
        throw new UnsafeArchive(
            ArchiveRefusal.EXTENDED_HEADER,
            "an extended header holds a record that is not allowed: " + PathRules.shown(name));
      }
      at += length;
    }
    return records;
  }

  private static int recordLength(byte[] content, int start) throws UnsafeArchive {
    int length = 0;
    for (int i = start; i < content.length && i < start + 6; i++) {
      if (content[i] == ' ' && i > start && length > i - start + 3) {
        if (length > content.length - start) {
          break;
        }
        return length;
      }
      if (content[i] < '0' || content[i] > '9') {
        break;
      }
      length = length * 10 + content[i] - '0';
    }
    throw malformed("an extended header's record has no length");
  }

  private byte[] small(long size) throws IOException {
    if (size > EXTENDED_BYTES_MAX) {
      throw new UnsafeArchive(ArchiveRefusal.EXTENDED_HEADER, "an extended header is too large");
    }
    byte[] content = tar.readNBytes((int) size);
    if (content.length < size) {
      throw malformed("it ends within an entry");
    }
    skip(padding(size));
    return content;
  }

  private void skip(long bytes) throws IOException {
    long left = bytes;
    while (left > 0) {
      byte[] part = tar.readNBytes((int) Math.min(left, 64 << 10));
      if (part.length == 0) {
        throw malformed("it ends within an entry");
      }
      left -= part.length;
    }
  }

  private static long padding(long size) {
    return (BLOCK - size % BLOCK) % BLOCK;
  }

  private byte[] block() throws IOException {
    byte[] block = tar.readNBytes(BLOCK);
    if (block.length < BLOCK) {
      throw malformed("it has no end mark");
    }
    return block;
  }

  private static boolean blank(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /** Octal digits, blanks around them; GNU's binary sizes are refused. */
  private static long octal(byte[] header, int offset, int length) throws UnsafeArchive {
    String text = new String(header, offset, length, StandardCharsets.ISO_8859_1);
    int end = text.indexOf(0);
    String digits = (end < 0 ? text : text.substring(0, end)).strip();
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '7')) {
      throw malformed("a number in a header is not octal");
    }
    return Long.parseLong(digits, 8);
  }

  private static byte[] untilNul(byte[] header, int offset, int length) {
    int end = offset;
    while (end < offset + length && header[end] != 0) {
      end++;
    }
    return Arrays.copyOfRange(header, offset, end);
  }

  private static byte[] withoutEnd(byte[] text) {
    int length = text.length;
    return length > 0 && text[length - 1] == 0 ? Arrays.copyOf(text, length - 1) : text;
  }

  private static String utf8(byte[] bytes) throws UnsafeArchive {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw malformed("a path is not UTF-8");
    }
  }

  private static UnsafeArchive malformed(String detail) {
    return new UnsafeArchive(ArchiveRefusal.MALFORMED, detail);
  }
}
