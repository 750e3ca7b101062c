package dev.packledger.acceptance.planted.registry.npm;

/** An index without the other roles of an adapter. */
public record LonelyIndex() {}
