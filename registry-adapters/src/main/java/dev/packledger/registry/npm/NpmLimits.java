package dev.packledger.registry.npm;

import dev.packledger.registry.shared.archive.ArchiveLimits;

/**
 * What an npm client may send.
 *
 * @param archive the tarball
 * @param metadataBytesMax all of a request's JSON beside the tarball: a deprecation sends the whole
 *     packument
 * @param versionMetadataCharsMax one version's normalised package metadata, which is kept in the
 *     ledger for ever
 */
public record NpmLimits(ArchiveLimits archive, long metadataBytesMax, int versionMetadataCharsMax) {
  /** The limits named in the operations documentation. */
  public static final NpmLimits USUAL = new NpmLimits(ArchiveLimits.USUAL, 16L << 20, 256 << 10);
}
