/**
 * Raw bodies of received webhooks, kept before anything is made of them, live here; the meaning of
 * a provider's event may not.
 */
@NullMarked
package dev.packledger.webhooks.inbox;

import org.jspecify.annotations.NullMarked;
