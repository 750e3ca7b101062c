/**
 * JSON from strangers, read strictly and written in one form, lives here; what its members mean may
 * not.
 */
@NullMarked
package dev.packledger.registry.shared.json;

import org.jspecify.annotations.NullMarked;
