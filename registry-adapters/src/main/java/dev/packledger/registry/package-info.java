/**
 * The package ecosystems live here, one package each; no SQL, Axon or clock, and no adapter may
 * know another.
 */
@NullMarked
package dev.packledger.registry;

import org.jspecify.annotations.NullMarked;
