package dev.packledger.registry.shared.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/** Writes tars block by block, so that a test can write what no honest program would. */
public final class TarBytes {
  private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

  /** A regular file with an honest header. */
  public TarBytes file(String path, String content) {
    return entry(path, '0', content.getBytes(StandardCharsets.UTF_8), header -> {});
  }

  public TarBytes file(String path, byte[] content) {
    return entry(path, '0', content, header -> {});
  }

  public TarBytes folder(String path) {
    return entry(path, '5', new byte[0], header -> {});
  }

  /** An entry of any kind; {@code change} edits the header before its checksum is made. */
  public TarBytes entry(String path, char kind, byte[] content, Consumer<byte[]> change) {
    byte[] header = header(path, kind, content.length);
    change.accept(header);
    seal(header);
    return raw(header).raw(content).raw(new byte[(512 - content.length % 512) % 512]);
  }

  /** An extended header with one record. */
  public TarBytes extended(char kind, String key, String value) {
    return entry("PaxHeader/x", kind, record(key, value), header -> {});
  }

  public TarBytes raw(byte[] bytes) {
    tar.writeBytes(bytes);
    return this;
  }

  public static byte[] record(String key, String value) {
    byte[] rest = (' ' + key + '=' + value + '\n').getBytes(StandardCharsets.UTF_8);
    int length = rest.length + 1;
    while (Integer.toString(length).length() + rest.length != length) {
      length++;
    }
    byte[] record =
        Arrays.copyOf(Integer.toString(length).getBytes(StandardCharsets.UTF_8), length);
    System.arraycopy(rest, 0, record, length - rest.length, rest.length);
    return record;
  }

  /** The archive with its end mark, as it is. */
  public byte[] tar() {
    raw(new byte[1024]);
    return tar.toByteArray();
  }

  /** The archive with its end mark, compressed. */
  public byte[] tgz() {
    raw(new byte[1024]);
    return unended();
  }

  /** The archive without an end mark, compressed. */
  public byte[] unended() {
    return gzip(tar.toByteArray());
  }

  public static byte[] gzip(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed.toByteArray();
  }

  public static void put(byte[] header, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, offset, bytes.length);
  }

  private static byte[] header(String path, char kind, long size) {
    byte[] header = new byte[512];
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(name, 0, header, 0, Math.min(name.length, 100));
    put(header, 100, "0000644\0");
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, 124, String.format("%011o", size) + '\0');
    put(header, 136, "00000000000\0");
    header[156] = (byte) kind;
    put(header, 257, "ustar\00000");
    return header;
  }

  private static void seal(byte[] header) {
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, String.format("%06o", sum) + "\0 ");
  }
}
