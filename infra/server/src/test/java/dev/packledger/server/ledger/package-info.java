/** Tests of the package of the same name. */
@NullMarked
package dev.packledger.server.ledger;

import org.jspecify.annotations.NullMarked;
