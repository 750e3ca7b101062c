package dev.packledger.acceptance.planted.blobs;

import dev.packledger.acceptance.planted.identity.ServingKeys;

/** A sibling that knows another. */
public record KeyedBlobs(ServingKeys keys) {}
