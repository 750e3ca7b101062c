package dev.packledger.acceptance.planted.domain.licenses;

import javax.sql.DataSource;

/** An aggregate that knows a database. */
record TableAggregate(DataSource tables) {}
