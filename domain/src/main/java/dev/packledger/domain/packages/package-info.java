/** The package stream: a registered package and its tags. Versions live in {@code releases}. */
@NullMarked
package dev.packledger.domain.packages;

import org.jspecify.annotations.NullMarked;
