/** Tests of the double itself, asked with the client as it is shipped. */
@NullMarked
package dev.packledger.ledger.eventstoredb.serverdouble;

import org.jspecify.annotations.NullMarked;
