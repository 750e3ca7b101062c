package dev.packledger.acceptance.planted.projections.sales;

import dev.packledger.acceptance.planted.projections.timeline.FoldNextDoor;

/** A fold that asks another projection. */
record NosyFold(FoldNextDoor neighbour) {}
