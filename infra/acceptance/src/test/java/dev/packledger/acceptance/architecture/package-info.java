/**
 * The rules of who may know whom, read from compiled classes, live here; tests of behaviour may
 * not.
 */
@NullMarked
package dev.packledger.acceptance.architecture;

import org.jspecify.annotations.NullMarked;
