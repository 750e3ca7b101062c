/**
 * The main job told with real clients, from a seller's first publication to the end of a buyer's
 * access, lives here; tests of one part alone may not.
 */
@NullMarked
package dev.packledger.acceptance.story;

import org.jspecify.annotations.NullMarked;
