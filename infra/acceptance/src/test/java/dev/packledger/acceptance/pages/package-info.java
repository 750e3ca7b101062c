/** The pages in a real browser, on the world that the demo seeds. */
@NullMarked
package dev.packledger.acceptance.pages;

import org.jspecify.annotations.NullMarked;
