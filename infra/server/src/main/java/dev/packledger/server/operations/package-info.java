/**
 * Operational records and what keeps them: leases of nodes, revocation receipts, deadlines. No rule
 * of any stream lives here; commands ask their deciders.
 */
@NullMarked
package dev.packledger.server.operations;

import org.jspecify.annotations.NullMarked;
