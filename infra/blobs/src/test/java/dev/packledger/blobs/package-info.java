/** Tests of the blob store on a real file system. */
@NullMarked
package dev.packledger.blobs;

import org.jspecify.annotations.NullMarked;
