/** The pages, against a running server. */
@NullMarked
package dev.packledger.server.pages;

import org.jspecify.annotations.NullMarked;
