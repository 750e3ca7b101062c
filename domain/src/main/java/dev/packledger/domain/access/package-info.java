/**
 * The access decision: a pure function of facts, credential, resource and instant. No I/O, no
 * clock, no cache.
 */
@NullMarked
package dev.packledger.domain.access;

import org.jspecify.annotations.NullMarked;
