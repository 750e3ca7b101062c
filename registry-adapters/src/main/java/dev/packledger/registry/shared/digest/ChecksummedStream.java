package dev.packledger.registry.shared.digest;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/** Passes bytes on, counts them and computes checksums of them. */
public final class ChecksummedStream extends FilterOutputStream {
  private final SortedMap<String, MessageDigest> digests = new TreeMap<>();
  private long bytes;

  /**
   * Wraps a stream.
   *
   * @param algorithms as an {@code Artifact} names them: {@code sha1}, {@code sha512}
   */
  public ChecksummedStream(OutputStream to, String... algorithms) {
    super(to);
    for (String algorithm : algorithms) {
      digests.put(algorithm, fresh(algorithm));
    }
  }

  private static MessageDigest fresh(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm.replace("sha", "SHA-"));
    } catch (NoSuchAlgorithmException unknown) {
      throw new IllegalArgumentException(algorithm, unknown);
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    out.write(buffer, offset, length);
    digests.values().forEach(digest -> digest.update(buffer, offset, length));
    bytes += length;
  }

  /** How many bytes passed. */
  public long bytes() {
    return bytes;
  }

  /** Lower-case hexadecimal, by algorithm; ends the computation. */
  public SortedMap<String, String> checksums() {
    SortedMap<String, String> checksums = new TreeMap<>();
    digests.forEach(
        (name, digest) -> checksums.put(name, HexFormat.of().formatHex(digest.digest())));
    return checksums;
  }
}
