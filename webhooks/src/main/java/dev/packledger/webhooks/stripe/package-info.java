/**
 * The turning of Stripe's events into commands lives here, and only here Stripe's library; SQL may
 * not.
 */
@NullMarked
package dev.packledger.webhooks.stripe;

import org.jspecify.annotations.NullMarked;
