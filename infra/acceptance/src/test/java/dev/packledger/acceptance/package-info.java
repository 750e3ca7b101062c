/** Tests of the whole product through its outside live here; product code may not. */
@NullMarked
package dev.packledger.acceptance;

import org.jspecify.annotations.NullMarked;
