/**
 * What the events say, folded into tables and asked by queries, lives here; no HTTP, adapter or
 * webhook may.
 */
@NullMarked
package dev.packledger.projections;

import org.jspecify.annotations.NullMarked;
