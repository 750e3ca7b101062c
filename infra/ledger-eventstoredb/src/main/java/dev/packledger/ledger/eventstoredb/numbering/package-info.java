/**
 * The ledger's dense positions beside the log of EventStoreDB: who counts, the table of what was
 * counted, and a reader by these numbers. What an event means is not known here, and positions of
 * the log are compared, never computed with.
 */
@NullMarked
package dev.packledger.ledger.eventstoredb.numbering;

import org.jspecify.annotations.NullMarked;
