/** Tests of terms and their arithmetic. */
@NullMarked
package dev.packledger.domain.terms;

import org.jspecify.annotations.NullMarked;
