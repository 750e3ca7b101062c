/**
 * How packages are used: downloads and denials counted per day, token, release and client, in
 * PostgreSQL beside the projections. Not a projection: it does not follow from the ledger, is not
 * rebuilt and not part of the rebuild's digest; it belongs in the backup. No decision looks at it,
 * and no door waits for it. Only {@code UsageTable} and {@code UsageQueries} know SQL.
 */
@NullMarked
package dev.packledger.server.usage;

import org.jspecify.annotations.NullMarked;
