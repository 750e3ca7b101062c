/** The wiring of all modules to one program lives here; business rules may not. */
@NullMarked
package dev.packledger.server;

import org.jspecify.annotations.NullMarked;
