/** Names, bytes and upcasters of stored events live here; rules about what events mean may not. */
@NullMarked
package dev.packledger.codec;

import org.jspecify.annotations.NullMarked;
