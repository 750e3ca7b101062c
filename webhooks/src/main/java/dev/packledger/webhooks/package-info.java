/**
 * What providers send in and what sellers are sent lives here, one package each; no registry
 * adapter may.
 */
@NullMarked
package dev.packledger.webhooks;

import org.jspecify.annotations.NullMarked;
