package dev.packledger.registry.hex;

import dev.packledger.registry.hex.terms.ErlangTerm;
import dev.packledger.registry.hex.terms.ErlangText;
import dev.packledger.registry.hex.terms.MalformedTerm;
import dev.packledger.registry.shared.RefusedPublication;
import dev.packledger.registry.shared.archive.ArchiveLimits;
import dev.packledger.registry.shared.archive.TarGzip;
import dev.packledger.registry.shared.archive.TarGzip.Reading;
import dev.packledger.registry.shared.archive.TarGzip.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * What a package's tarball holds (hexpm/specifications package_tarball.md; hex_core
 * hex_tarball.erl): a tar of four files, one of which is the packed tar of the package's own files.
 * Both are read under the rules of all archives.
 *
 * @param metadata as the author's tool wrote it
 * @param innerChecksum SHA-256 of what is inside, in lower-case hexadecimal
 * @param unpackedBytes the sum of the files' sizes
 */
record HexTarball(List<ErlangTerm> metadata, String innerChecksum, long unpackedBytes) {
  private static final String VERSION = "VERSION";
  private static final String CHECKSUM = "CHECKSUM";
  private static final String METADATA = "metadata.config";
  private static final String CONTENTS = "contents.tar.gz";
  private static final Set<String> FILES = Set.of(VERSION, CHECKSUM, METADATA, CONTENTS);
  private static final int SMALL_BYTES_MAX = 128;

  HexTarball {
    metadata = List.copyOf(metadata);
  }

  static HexTarball read(Source source, HexLimits limits) throws IOException, RefusedPublication {
    SortedMap<String, byte[]> files = outer(source, limits);
    if (!text(files, VERSION).equals("3")) {
      throw new RefusedPublication(
          HexRefusal.TARBALL_VERSION, "The tarball is not of version 3 of the format.");
    }
    String checksum = innerChecksum(files, source);
    if (!text(files, CHECKSUM).equalsIgnoreCase(checksum)) {
      throw new RefusedPublication(
          HexRefusal.TARBALL_CHECKSUM, "The tarball's CHECKSUM is not that of what is inside.");
    }
    Reading contents =
        new TarGzip(limits.contents()).read(() -> contents(source), (path, size, content) -> {});
    return switch (contents) {
      case Reading.Refused refused ->
          throw new RefusedPublication(
              refused.refusal(),
              "The tarball's contents.tar.gz was not taken: " + refused.detail() + '.');
      case Reading.Read read -> new HexTarball(terms(files), checksum, read.unpackedBytes());
    };
  }

  /** The small files by name; the contents stand for themselves, empty. */
  private static SortedMap<String, byte[]> outer(Source source, HexLimits limits)
      throws IOException, RefusedPublication {
    long bytesMax = limits.contents().compressedBytesMax();
    ArchiveLimits four = new ArchiveLimits(bytesMax, bytesMax, 1, FILES.size(), SMALL_BYTES_MAX, 1);
    SortedMap<String, byte[]> files = new TreeMap<>();
    Reading outer =
        TarGzip.unpacked(four)
            .read(
                source,
                (path, size, content) -> {
                  int most = path.equals(METADATA) ? limits.metadataBytesMax() : SMALL_BYTES_MAX;
                  files.put(
                      path, path.equals(CONTENTS) ? new byte[0] : content.readNBytes(most + 1));
                });
    if (outer instanceof Reading.Refused refused) {
      throw new RefusedPublication(
          refused.refusal(), "The tarball was not taken: " + refused.detail() + '.');
    }
    if (!files.keySet().equals(FILES)) {
      throw new RefusedPublication(
          HexRefusal.TARBALL_FILES,
          "The tarball does not hold exactly " + String.join(", ", new TreeSet<>(FILES)) + '.');
    }
    if (bytes(files, METADATA).length > limits.metadataBytesMax()) {
      throw new RefusedPublication(
          HexRefusal.METADATA_MALFORMED, "The metadata.config is too large.");
    }
    return files;
  }

  private static String text(SortedMap<String, byte[]> files, String name) {
    return new String(bytes(files, name), StandardCharsets.US_ASCII).strip();
  }

  private static byte[] bytes(SortedMap<String, byte[]> files, String name) {
    return files.getOrDefault(name, new byte[0]);
  }

  private static List<ErlangTerm> terms(SortedMap<String, byte[]> files) throws RefusedPublication {
    try {
      return ErlangText.read(bytes(files, METADATA));
    } catch (MalformedTerm malformed) {
      throw new RefusedPublication(
          HexRefusal.METADATA_MALFORMED,
          "The metadata.config was not taken: " + malformed.getMessage() + '.');
    }
  }

  /** Over version, metadata and contents, in this order. */
  private static String innerChecksum(SortedMap<String, byte[]> files, Source source)
      throws IOException {
    MessageDigest digest = sha256();
    digest.update(bytes(files, VERSION));
    digest.update(bytes(files, METADATA));
    try (InputStream contents = contents(source)) {
      byte[] buffer = new byte[64 << 10];
      for (int read = contents.read(buffer); read >= 0; read = contents.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }

  /** The packed files, out of a tarball whose entries were judged before. */
  private static InputStream contents(Source source) throws IOException {
    TarArchiveInputStream tar = new TarArchiveInputStream(source.open(), "UTF-8");
    TarArchiveEntry entry = tar.getNextEntry();
    while (entry != null && !entry.getName().equals(CONTENTS)) {
      entry = tar.getNextEntry();
    }
    return tar;
  }
}
