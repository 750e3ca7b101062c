package dev.packledger.acceptance.planted.projections.timeline;

/** Asked by the neighbour. */
public record FoldNextDoor() {}
