/** Tests of a server on another engine than PostgreSQL. */
@NullMarked
package dev.packledger.server.engines;

import org.jspecify.annotations.NullMarked;
