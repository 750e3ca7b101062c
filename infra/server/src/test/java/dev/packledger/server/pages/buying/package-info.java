/** The buyer's pages, against a running server. */
@NullMarked
package dev.packledger.server.pages.buying;

import org.jspecify.annotations.NullMarked;
