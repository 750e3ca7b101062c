/**
 * What any engine that keeps the ledger offers beside Axon's storage lives here, so that whoever
 * reads the ledger need not know which one it is. How an engine does it may not.
 */
@NullMarked
package dev.packledger.ledger;

import org.jspecify.annotations.NullMarked;
