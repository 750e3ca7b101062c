package dev.packledger.registry.hex;

import dev.packledger.registry.shared.archive.ArchiveLimits;

/**
 * What a Hex client may send. No client unpacks more than hex_core's own limits (hex_core.erl), so
 * a larger tarball would be sold to people who cannot install it.
 *
 * @param contents the packed files inside the tarball; its {@code compressedBytesMax} is that of
 *     the whole tarball
 * @param metadataBytesMax of {@code metadata.config}
 * @param metadataCharsMax one version's normalised metadata, which is kept in the ledger for ever
 * @param warnedBytes of a tarball above which clients with hex_core before 0.10.1 (rebar3 before
 *     3.24, mix before Hex 2.2) refuse it
 * @param requestBytesMax of an API request that is no tarball
 */
public record HexLimits(
    ArchiveLimits contents,
    int metadataBytesMax,
    int metadataCharsMax,
    long warnedBytes,
    int requestBytesMax) {
  /** hex_core's limits: 16 MiB packed, 128 MiB unpacked, 1 MiB of metadata. */
  public static final HexLimits USUAL =
      new HexLimits(
          new ArchiveLimits(16L << 20, 128L << 20, 200, 50_000, 1024, 64),
          1 << 20,
          256 << 10,
          8L << 20,
          64 << 10);
}
