/** Tests of what HTTP asks of every adapter. */
@NullMarked
package dev.packledger.registry.shared.http;

import org.jspecify.annotations.NullMarked;
