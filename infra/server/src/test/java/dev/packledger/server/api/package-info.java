/** Tests of the package of the same name. */
@NullMarked
package dev.packledger.server.api;

import org.jspecify.annotations.NullMarked;
