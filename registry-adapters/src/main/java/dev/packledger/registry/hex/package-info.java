/**
 * Hex as mix and rebar3 speak it: signed registry version 2, tarballs, the API that publishes.
 * Other ecosystems and who may do what may not live here.
 */
@NullMarked
package dev.packledger.registry.hex;

import org.jspecify.annotations.NullMarked;
