package dev.packledger.registry.shared;

class MemoryBlobsTest extends BlobsContract {
  @Override
  protected Blobs blobs() {
    return new MemoryBlobs(BLOB_BYTES_MAX, SELLER_BYTES_MAX);
  }
}
