/**
 * A registry under the real rules, in memory and behind a real web server, for the tests of every
 * adapter; what names one ecosystem may not live here.
 */
@NullMarked
package dev.packledger.registry.shared.running;

import org.jspecify.annotations.NullMarked;
