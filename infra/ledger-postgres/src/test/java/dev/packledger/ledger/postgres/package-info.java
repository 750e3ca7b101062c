/** Tests of the ledger on PostgreSQL, on real servers and with real kills. */
@NullMarked
package dev.packledger.ledger.postgres;

import org.jspecify.annotations.NullMarked;
