/** Tests of access decisions as other programs ask them. */
@NullMarked
package dev.packledger.server.authzen;

import org.jspecify.annotations.NullMarked;
