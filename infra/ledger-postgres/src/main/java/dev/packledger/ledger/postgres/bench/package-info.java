/**
 * Measures appending: the ledger's engine beside Axon's own and beside bare inserts, on one
 * PostgreSQL, in one run. Nothing else of the product uses it.
 */
@NullMarked
package dev.packledger.ledger.postgres.bench;

import org.jspecify.annotations.NullMarked;
