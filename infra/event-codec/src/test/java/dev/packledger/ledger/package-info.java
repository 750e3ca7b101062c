/** What tests of every engine need alike lives here; tests of one engine are its own. */
@NullMarked
package dev.packledger.ledger;

import org.jspecify.annotations.NullMarked;
