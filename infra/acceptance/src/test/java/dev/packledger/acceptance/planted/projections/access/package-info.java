/** Planted violations of the architecture live here; nothing else may. */
@NullMarked
package dev.packledger.acceptance.planted.projections.access;

import org.jspecify.annotations.NullMarked;
