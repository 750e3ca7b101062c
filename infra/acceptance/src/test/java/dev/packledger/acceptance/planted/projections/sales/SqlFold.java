package dev.packledger.acceptance.planted.projections.sales;

import java.sql.Connection;

/** A fold that speaks SQL. */
record SqlFold(Connection connection) {}
