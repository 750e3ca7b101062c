/** Checksums that protocols demand, computed while bytes pass by, live here. */
@NullMarked
package dev.packledger.registry.shared.digest;

import org.jspecify.annotations.NullMarked;
