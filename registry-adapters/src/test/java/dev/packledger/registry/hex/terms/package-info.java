/** Tests of reading and writing Erlang's terms live here. */
@NullMarked
package dev.packledger.registry.hex.terms;

import org.jspecify.annotations.NullMarked;
