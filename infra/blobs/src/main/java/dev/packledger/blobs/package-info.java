/** The bytes of artifacts, stored by digest, live here; who may read them may not. */
@NullMarked
package dev.packledger.blobs;

import org.jspecify.annotations.NullMarked;
