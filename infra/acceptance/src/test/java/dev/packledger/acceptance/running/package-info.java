/** The program as an operator runs it, and its API as a caller sees it, live here. */
@NullMarked
package dev.packledger.acceptance.running;

import org.jspecify.annotations.NullMarked;
