/** Tests of the package of the same name. */
@NullMarked
package dev.packledger.server.operations;

import org.jspecify.annotations.NullMarked;
