/** The benches themselves, run small, are tested here. */
@NullMarked
package dev.packledger.server.bench;

import org.jspecify.annotations.NullMarked;
