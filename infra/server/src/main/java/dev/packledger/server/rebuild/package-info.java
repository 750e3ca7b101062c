/**
 * Projections built a second time from the ledger and compared with those that live. Nothing here
 * may write to a live table.
 */
@NullMarked
package dev.packledger.server.rebuild;

import org.jspecify.annotations.NullMarked;
