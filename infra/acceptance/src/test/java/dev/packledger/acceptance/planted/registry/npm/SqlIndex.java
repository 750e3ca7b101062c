package dev.packledger.acceptance.planted.registry.npm;

import javax.sql.DataSource;

/** An index that reads tables. */
record SqlIndex(DataSource tables) {}
