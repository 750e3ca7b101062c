/**
 * Answers about the past: what was allowed then, and everything that bears on one licence. Every
 * fact is folded from events of the ledger, by the folds of the projections; tables are asked for
 * nothing but which streams to read. Knows no HTTP.
 */
@NullMarked
package dev.packledger.server.history;

import org.jspecify.annotations.NullMarked;
