/**
 * What every ecosystem needs alike (archives, digests, entity tags, ranges) lives here; nothing
 * that names one ecosystem may.
 */
@NullMarked
package dev.packledger.registry.shared;

import org.jspecify.annotations.NullMarked;
