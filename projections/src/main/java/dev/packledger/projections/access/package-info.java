/**
 * The facts of access decisions: folded from events, held compactly in memory on every node and in
 * tables for queries. The rule itself lives in the domain and is only called here.
 */
@NullMarked
package dev.packledger.projections.access;

import org.jspecify.annotations.NullMarked;
