/**
 * What is the same on any engine that keeps the ledger lives here: Axon's storage as far as it does
 * not depend on the engine, and what is offered beside it, so that whoever reads the ledger need
 * not know which one it is. How an engine does it may not.
 */
@NullMarked
package dev.packledger.ledger;

import org.jspecify.annotations.NullMarked;
