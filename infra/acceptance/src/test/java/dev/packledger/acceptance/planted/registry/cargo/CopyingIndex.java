package dev.packledger.acceptance.planted.registry.cargo;

import dev.packledger.acceptance.planted.registry.npm.LonelyIndex;

/** An adapter that knows another. */
record CopyingIndex(LonelyIndex original) {}
