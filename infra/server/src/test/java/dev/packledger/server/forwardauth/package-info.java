/** What proxies are told, over HTTP. */
@NullMarked
package dev.packledger.server.forwardauth;

import org.jspecify.annotations.NullMarked;
