/** Tests of numbering, on the double and a real PostgreSQL. */
@NullMarked
package dev.packledger.ledger.eventstoredb.numbering;

import org.jspecify.annotations.NullMarked;
