/** Tests of the package of the same name. */
@NullMarked
package dev.packledger.server.following;

import org.jspecify.annotations.NullMarked;
