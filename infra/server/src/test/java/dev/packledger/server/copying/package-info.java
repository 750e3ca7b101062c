/** Tests of copying a ledger between engines. */
@NullMarked
package dev.packledger.server.copying;

import org.jspecify.annotations.NullMarked;
