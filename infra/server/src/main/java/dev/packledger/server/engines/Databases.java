package dev.packledger.server.engines;

import javax.sql.DataSource;

/**
 * Connections to the server's PostgreSQL.
 *
 * @param reading a pool for questions of callers
 * @param writing a pool for what must not wait behind them
 * @param unpooled connections that their taker keeps
 */
public record Databases(DataSource reading, DataSource writing, DataSource unpooled) {}
