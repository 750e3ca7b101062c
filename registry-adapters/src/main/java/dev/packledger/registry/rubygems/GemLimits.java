package dev.packledger.registry.rubygems;

import dev.packledger.registry.shared.archive.ArchiveLimits;

/**
 * What a RubyGems client may send.
 *
 * @param archive the files inside a gem; its {@code compressedBytesMax} holds for the gem as a
 *     whole
 * @param metadataBytesMax the YAML inside, unpacked
 * @param specificationCharsMax the normalised metadata, which is kept in the ledger for ever
 */
public record GemLimits(ArchiveLimits archive, int metadataBytesMax, int specificationCharsMax) {
  /** The limits named in the operations documentation. */
  public static final GemLimits USUAL = new GemLimits(ArchiveLimits.USUAL, 1 << 20, 256 << 10);
}
