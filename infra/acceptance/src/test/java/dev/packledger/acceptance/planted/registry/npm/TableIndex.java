package dev.packledger.acceptance.planted.registry.npm;

import dev.packledger.acceptance.planted.projections.timeline.TimelineTables;

/** An index that asks tables past their queries. */
record TableIndex(TimelineTables tables) {}
