package dev.packledger.registry.shared.archive;

/**
 * How much of an uploaded archive is read before it is refused.
 *
 * @param compressedBytesMax of the file as uploaded
 * @param unpackedBytesMax of everything inside, headers included
 * @param ratioMax unpacked over compressed bytes; looked at from {@link #RATIO_FLOOR_BYTES} on, for
 *     a small file of text may well shrink a thousandfold
 * @param entriesMax files and folders
 * @param pathBytesMax of one path in UTF-8
 * @param depthMax folders and file name of one path
 */
public record ArchiveLimits(
    long compressedBytesMax,
    long unpackedBytesMax,
    int ratioMax,
    int entriesMax,
    int pathBytesMax,
    int depthMax) {
  /** Unpacked bytes up to which no ratio is too great. */
  public static final long RATIO_FLOOR_BYTES = 4L << 20;

  /** What a package of code may need. */
  public static final ArchiveLimits USUAL =
      new ArchiveLimits(256L << 20, 1L << 30, 200, 50_000, 1024, 64);

  public ArchiveLimits {
    if (compressedBytesMax < 1
        || unpackedBytesMax < 1
        || ratioMax < 1
        || entriesMax < 1
        || pathBytesMax < 1
        || depthMax < 1) {
      throw new IllegalArgumentException("every limit of an archive is at least 1");
    }
  }
}
