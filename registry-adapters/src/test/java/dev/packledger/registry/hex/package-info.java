/** Tests of the Hex adapter live here; those of what all adapters share may not. */
@NullMarked
package dev.packledger.registry.hex;

import org.jspecify.annotations.NullMarked;
