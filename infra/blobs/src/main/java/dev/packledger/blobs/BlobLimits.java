package dev.packledger.blobs;

/**
 * How much is taken in.
 *
 * @param blobBytesMax of one blob
 * @param sellerBytesMax of all blobs of one seller; a blob that two sellers keep counts for both
 */
public record BlobLimits(long blobBytesMax, long sellerBytesMax) {
  /** 256 MiB a file, 64 GiB a seller. */
  public static final BlobLimits USUAL = new BlobLimits(256L << 20, 64L << 30);

  public BlobLimits {
    if (blobBytesMax < 1 || sellerBytesMax < 1) {
      throw new IllegalArgumentException("every limit of blobs is at least 1");
    }
  }
}
