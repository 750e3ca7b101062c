/** Tests of the ledger on EventStoreDB: on the double of its protocol, and on real servers. */
@NullMarked
package dev.packledger.ledger.eventstoredb;

import org.jspecify.annotations.NullMarked;
