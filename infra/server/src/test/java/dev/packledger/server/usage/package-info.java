/** Tests of the package of the same name. */
@NullMarked
package dev.packledger.server.usage;

import org.jspecify.annotations.NullMarked;
