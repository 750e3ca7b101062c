/**
 * The license stream: what a buyer was granted, paid, assigned and lost. Provider objects are
 * folded into commands in {@code webhooks}, never here.
 */
@NullMarked
package dev.packledger.domain.licenses;

import org.jspecify.annotations.NullMarked;
