/**
 * Access decisions for reverse proxies in front of registries that are not ours: nginx, Traefik,
 * Envoy. Reads what a proxy forwards and writes what it understands; what a path means is the
 * adapter's to say, and what may be done is decided in the domain alone.
 */
@NullMarked
package dev.packledger.server.forwardauth;

import org.jspecify.annotations.NullMarked;
