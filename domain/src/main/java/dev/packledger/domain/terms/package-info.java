/** Values of a plan's terms and their arithmetic. Nothing here knows a stream. */
@NullMarked
package dev.packledger.domain.terms;

import org.jspecify.annotations.NullMarked;
