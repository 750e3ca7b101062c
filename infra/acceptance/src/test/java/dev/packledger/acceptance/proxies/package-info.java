/**
 * Programs of others that stand before or behind Packledger, run with the very configurations that
 * {@code docs/operations/forward-auth} ships; what is asked through them may not be here.
 */
@NullMarked
package dev.packledger.acceptance.proxies;

import org.jspecify.annotations.NullMarked;
