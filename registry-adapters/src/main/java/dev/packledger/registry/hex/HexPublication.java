package dev.packledger.registry.hex;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.releases.Artifact;
import dev.packledger.registry.shared.Blobs;
import dev.packledger.registry.shared.RefusedPublication;
import dev.packledger.registry.shared.archive.ArchiveRefusal;
import dev.packledger.registry.shared.archive.TarGzip;
import dev.packledger.registry.shared.archive.TarGzip.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an uploaded tarball asks for. Name, version and everything else are read out of it; what an
 * address says besides is compared and never believed.
 */
public sealed interface HexPublication {
  /**
   * A new version, whose tarball lies complete in its stage.
   *
   * @param packageMetadata the normalised metadata as canonical JSON text
   * @param warning what the publisher should know; null for nothing
   */
  record NewRelease(
      HexName name, HexVersion version, long size, String packageMetadata, @Nullable String warning)
      implements HexPublication {
    /** The tarball under the digest that it was kept by, which is also Hex's outer checksum. */
    public Artifact artifact(Digest digest) {
      return new Artifact(name.filename(version), digest, size, Map.of());
    }
  }

  /** Documentation for a release, complete in its stage. */
  record Documentation(long size) implements HexPublication {
    public Artifact artifact(HexName name, HexVersion version, Digest digest) {
      return new Artifact(name.docsFilename(version), digest, size, Map.of());
    }
  }

  /** It is not to be taken. */
  record Refused(Outcome.Refused refused) implements HexPublication {}

  /**
   * Reads a package's tarball.
   *
   * @param addressed the name that the address has; null where it has none
   * @param surroundings of the publisher, once the package is known to be named so
   * @param staged takes the tarball; the caller keeps or closes it
   * @throws IOException where the client or the disk fails
   */
  static HexPublication read(
      InputStream body,
      @Nullable HexName addressed,
      Function<HexName, HexMetadata.Surroundings> surroundings,
      HexLimits limits,
      Blobs.Staged staged)
      throws IOException {
    try {
      long size = Arrival.copy(body, limits, staged);
      HexTarball tarball = HexTarball.read(staged::open, limits);
      HexMetadata metadata = HexMetadata.of(tarball.metadata());
      HexName name = metadata.name();
      if (addressed != null && !addressed.equals(name)) {
        throw new RefusedPublication(
            HexRefusal.NAME_MISMATCH, "The tarball is of another package than its address.");
      }
      HexVersion version = metadata.version();
      String kept =
          metadata.normalised(
              tarball.innerChecksum(), surroundings.apply(name), limits.metadataCharsMax());
      return new NewRelease(name, version, size, kept, Arrival.warning(size, tarball, limits));
    } catch (RefusedPublication refused) {
      return new Refused(refused.refused());
    }
  }

  /**
   * Reads the documentation of a release: a packed tar of pages.
   *
   * @param staged takes it; the caller keeps or closes it
   * @throws IOException where the client or the disk fails
   */
  static HexPublication documentation(InputStream body, HexLimits limits, Blobs.Staged staged)
      throws IOException {
    try {
      long size = Arrival.copy(body, limits, staged);
      Reading reading =
          new TarGzip(limits.contents()).read(staged::open, (path, bytes, content) -> {});
      return switch (reading) {
        case Reading.Read _ -> new Documentation(size);
        case Reading.Refused refused ->
            throw new RefusedPublication(
                refused.refusal(), "The documentation was not taken: " + refused.detail() + '.');
      };
    } catch (RefusedPublication refused) {
      return new Refused(refused.refused());
    }
  }

  /** Bytes on their way in. */
  final class Arrival {
    private Arrival() {}

    /** No more than may be unpacked later is ever written down. */
    private static long copy(InputStream body, HexLimits limits, Blobs.Staged staged)
        throws IOException, RefusedPublication {
      long bytesMax = limits.contents().compressedBytesMax();
      OutputStream sink = staged.sink();
      byte[] buffer = new byte[64 << 10];
      long size = 0;
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        size += read;
        if (size > bytesMax) {
          throw new RefusedPublication(
              ArchiveRefusal.TOO_LARGE,
              "The tarball has more than " + bytesMax + " bytes, which no client unpacks.");
        }
        sink.write(buffer, 0, read);
      }
      return size;
    }

    /** Half of what today's clients unpack was all that yesterday's did. */
    private static @Nullable String warning(long size, HexTarball tarball, HexLimits limits) {
      boolean large = size > limits.warnedBytes();
      boolean largeInside = tarball.unpackedBytes() > limits.contents().unpackedBytesMax() / 2;
      return large || largeInside
          ? "This tarball has more than "
              + (limits.warnedBytes() >> 20)
              + " MiB, or more than "
              + (limits.contents().unpackedBytesMax() >> 21)
              + " MiB unpacked: rebar3 before 3.24 and mix with Hex before 2.2 refuse it."
          : null;
    }
  }
}
