/** The command line, parsed as an operator types it. */
@NullMarked
package dev.packledger.server.cli;

import org.jspecify.annotations.NullMarked;
