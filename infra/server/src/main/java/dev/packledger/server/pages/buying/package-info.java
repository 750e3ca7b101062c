/** The pages of who buys: what is owned and until when, who uses it, and with which tokens. */
@NullMarked
package dev.packledger.server.pages.buying;

import org.jspecify.annotations.NullMarked;
