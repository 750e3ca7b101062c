/**
 * The npm registry in its clients' own words lives here; rules that other ecosystems share may not.
 */
@NullMarked
package dev.packledger.registry.npm;

import org.jspecify.annotations.NullMarked;
