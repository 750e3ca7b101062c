/** A server for tests, started once for all of them, with a clock that tests move. */
@NullMarked
package dev.packledger.server;

import org.jspecify.annotations.NullMarked;
