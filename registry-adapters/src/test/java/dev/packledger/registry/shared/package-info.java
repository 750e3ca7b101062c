/** Suites and fakes for the ports of adapters. */
@NullMarked
package dev.packledger.registry.shared;

import org.jspecify.annotations.NullMarked;
