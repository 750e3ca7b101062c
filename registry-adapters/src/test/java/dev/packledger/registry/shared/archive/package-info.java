/** Tests of what keeps hostile archives out. */
@NullMarked
package dev.packledger.registry.shared.archive;

import org.jspecify.annotations.NullMarked;
