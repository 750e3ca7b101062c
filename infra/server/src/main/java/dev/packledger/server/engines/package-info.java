/**
 * The engines that can keep the ledger, each behind {@link
 * dev.packledger.server.ledger.LedgerEngine}: the one place of the server that names them. What the
 * ledger holds is not known here.
 */
@NullMarked
package dev.packledger.server.engines;

import org.jspecify.annotations.NullMarked;
