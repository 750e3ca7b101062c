package dev.packledger.acceptance.planted.registry.npm;

import dev.packledger.acceptance.planted.blobs.KeyedBlobs;

/** An index that knows where bytes lie. */
record BlobFileIndex(KeyedBlobs blobs) {}
