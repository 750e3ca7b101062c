/**
 * What HTTP asks of every adapter alike (entity tags, ranges, credentials, serving a file) lives
 * here; paths and words of one ecosystem may not.
 */
@NullMarked
package dev.packledger.registry.shared.http;

import org.jspecify.annotations.NullMarked;
