/** The rules of how sources look, read from the sources themselves, live here. */
@NullMarked
package dev.packledger.acceptance.tidy;

import org.jspecify.annotations.NullMarked;
