/** The command line lives here; business rules and SQL may not. */
@NullMarked
package dev.packledger.server.cli;

import org.jspecify.annotations.NullMarked;
