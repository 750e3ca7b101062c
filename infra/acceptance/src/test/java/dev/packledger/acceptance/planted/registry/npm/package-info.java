/** Planted violations of the architecture live here; nothing else may. */
@NullMarked
package dev.packledger.acceptance.planted.registry.npm;

import org.jspecify.annotations.NullMarked;
