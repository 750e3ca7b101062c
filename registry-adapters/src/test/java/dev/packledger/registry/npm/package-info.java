/** Tests of the npm adapter and the fakes they run on. */
@NullMarked
package dev.packledger.registry.npm;

import org.jspecify.annotations.NullMarked;
