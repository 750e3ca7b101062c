/** Tests of the event codec, and the corpus of stored events that they read. */
@NullMarked
package dev.packledger.codec;

import org.jspecify.annotations.NullMarked;
