package dev.packledger.acceptance.planted.projections.timeline;

/** Asked by an adapter past the queries. */
public record TimelineTables() {}
