package dev.packledger.registry.rubygems;

import dev.packledger.registry.shared.RefusedPublication;
import dev.packledger.registry.shared.archive.ArchiveLimits;
import dev.packledger.registry.shared.archive.TarGzip;
import dev.packledger.registry.shared.archive.TarGzip.Reading;
import dev.packledger.registry.shared.digest.ChecksummedStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * What a gem holds (rubygems lib/rubygems/package.rb): a tar of its metadata, of the packed tar of
 * its files, of the checksums of both, and maybe of signatures. Both tars are read under the rules
 * of all archives.
 */
record GemArchive(GemSpecification specification) {
  private static final String METADATA = "metadata.gz";
  private static final String DATA = "data.tar.gz";
  private static final String CHECKSUMS = "checksums.yaml.gz";
  private static final Set<String> NEEDED = Set.of(METADATA, DATA);
  private static final Set<String> KNOWN =
      Set.of(METADATA, DATA, CHECKSUMS, METADATA + ".sig", DATA + ".sig", CHECKSUMS + ".sig");
  private static final int NAME_BYTES_MAX = 100;
  private static final Map<String, String> ALGORITHMS =
      Map.of("SHA256", "sha256", "SHA512", "sha512");

  /** The parts by name; the files' own tar is not held. */
  private record Parts(
      SortedMap<String, byte[]> small, SortedMap<String, SortedMap<String, String>> checksums) {
    Parts() {
      this(new TreeMap<>(), new TreeMap<>());
    }
  }

  static GemArchive read(TarGzip.Source source, GemLimits limits)
      throws IOException, RefusedPublication {
    Parts parts = parts(source, limits);
    String metadata = unpacked(parts, METADATA, limits);
    if (parts.small().containsKey(CHECKSUMS)) {
      compare(GemYaml.checksums(unpacked(parts, CHECKSUMS, limits)), parts.checksums());
    }
    Reading data = new TarGzip(limits.archive()).read(() -> data(source), (path, size, in) -> {});
    if (data instanceof Reading.Refused refused) {
      throw new RefusedPublication(
          refused.refusal(), "The gem's files were not taken: " + refused.detail() + '.');
    }
    return new GemArchive(GemYaml.read(metadata));
  }

  private static Parts parts(TarGzip.Source source, GemLimits limits)
      throws IOException, RefusedPublication {
    long bytesMax = limits.archive().compressedBytesMax();
    ArchiveLimits outer =
        new ArchiveLimits(
            bytesMax, bytesMax, limits.archive().ratioMax(), KNOWN.size(), NAME_BYTES_MAX, 1);
    Parts parts = new Parts();
    Reading reading =
        TarGzip.unpacked(outer)
            .read(source, (path, size, content) -> part(parts, path, content, limits));
    if (reading instanceof Reading.Refused refused) {
      throw new RefusedPublication(
          refused.refusal(), "The gem was not taken: " + refused.detail() + '.');
    }
    Set<String> found = parts.checksums().keySet();
    if (!found.containsAll(NEEDED) || !KNOWN.containsAll(found)) {
      throw new RefusedPublication(
          GemRefusal.FILES, "The file is no gem: it must hold metadata.gz and data.tar.gz.");
    }
    return parts;
  }

  private static void part(Parts parts, String path, InputStream content, GemLimits limits)
      throws IOException {
    try (ChecksummedStream sums =
        new ChecksummedStream(OutputStream.nullOutputStream(), "sha256", "sha512")) {
      if (path.equals(METADATA) || path.equals(CHECKSUMS)) {
        byte[] small = content.readNBytes(limits.metadataBytesMax() + 1);
        parts.small().put(path, small);
        sums.write(small);
      }
      content.transferTo(sums);
      parts.checksums().put(path, sums.checksums());
    }
  }

  private static void compare(
      SortedMap<String, SortedMap<String, String>> told,
      SortedMap<String, SortedMap<String, String>> computed)
      throws RefusedPublication {
    for (Map.Entry<String, SortedMap<String, String>> algorithm : told.entrySet()) {
      String name = ALGORITHMS.get(algorithm.getKey());
      if (name == null) {
        continue;
      }
      for (Map.Entry<String, String> file : algorithm.getValue().entrySet()) {
        SortedMap<String, String> sums = computed.get(file.getKey());
        if (sums == null || !file.getValue().equals(sums.get(name))) {
          throw new RefusedPublication(
              GemRefusal.INTEGRITY_MISMATCH, "The gem's parts are not those of its checksums.");
        }
      }
    }
  }

  /** A small part's text, bounded on both sides of its compression. */
  private static String unpacked(Parts parts, String name, GemLimits limits)
      throws RefusedPublication {
    byte[] packed = parts.small().get(name);
    if (packed == null || packed.length > limits.metadataBytesMax()) {
      throw tooLarge(name);
    }
    byte[] text;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      text = in.readNBytes(limits.metadataBytesMax() + 1);
    } catch (IOException damaged) {
      throw new RefusedPublication(GemRefusal.FILES, "The gem's " + name + " is damaged.");
    }
    if (text.length > limits.metadataBytesMax()) {
      throw tooLarge(name);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new RefusedPublication(
          GemRefusal.METADATA_MALFORMED, "The gem's " + name + " is not UTF-8.");
    }
  }

  private static RefusedPublication tooLarge(String name) {
    return new RefusedPublication(
        GemRefusal.METADATA_MALFORMED, "The gem's " + name + " is too large.");
  }

  /** The packed files, out of a gem whose parts were judged before. */
  private static InputStream data(TarGzip.Source source) throws IOException {
    TarArchiveInputStream tar = new TarArchiveInputStream(source.open(), "UTF-8");
    TarArchiveEntry entry = tar.getNextEntry();
    while (entry != null && !entry.getName().equals(DATA)) {
      entry = tar.getNextEntry();
    }
    return tar;
  }
}
