/**
 * The main job told on a running server, through the doors that everyone uses: nothing here may
 * write to the ledger or a table itself.
 */
@NullMarked
package dev.packledger.server.demo;

import org.jspecify.annotations.NullMarked;
