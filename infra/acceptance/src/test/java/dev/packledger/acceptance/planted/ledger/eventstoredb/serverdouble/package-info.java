/** Planted violations of the architecture live here; nothing else may. */
@NullMarked
package dev.packledger.acceptance.planted.ledger.eventstoredb.serverdouble;

import org.jspecify.annotations.NullMarked;
