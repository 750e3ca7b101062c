/**
 * What follows the ledger: processors of the tables, the access memory, and who waits for them.
 * What an event means is the projections' to say.
 */
@NullMarked
package dev.packledger.server.following;

import org.jspecify.annotations.NullMarked;
