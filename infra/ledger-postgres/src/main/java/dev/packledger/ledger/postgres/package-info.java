/** The event store on PostgreSQL lives here; knowledge of any single event may not. */
@NullMarked
package dev.packledger.ledger.postgres;

import org.jspecify.annotations.NullMarked;
