/**
 * The token stream: access tokens of members and pipelines. Secrets never enter; only their digest
 * does.
 */
@NullMarked
package dev.packledger.domain.tokens;

import org.jspecify.annotations.NullMarked;
