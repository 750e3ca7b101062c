/**
 * Erlang's terms, as text and in the external format, read from strangers within bounds, live here;
 * what they mean to Hex may not.
 */
@NullMarked
package dev.packledger.registry.hex.terms;

import org.jspecify.annotations.NullMarked;
