/** Tests of the past: every way of reading the ledger tells the same. */
@NullMarked
package dev.packledger.server.history;

import org.jspecify.annotations.NullMarked;
