/**
 * A ledger copied from one engine to another, event for event. Which engines these are is not known
 * here.
 */
@NullMarked
package dev.packledger.server.copying;

import org.jspecify.annotations.NullMarked;
