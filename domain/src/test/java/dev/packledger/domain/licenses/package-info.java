/** Tests of the license stream; no other stream is tested here. */
@NullMarked
package dev.packledger.domain.licenses;

import org.jspecify.annotations.NullMarked;
