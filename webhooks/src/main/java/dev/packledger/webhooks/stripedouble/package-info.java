/**
 * A double of Stripe for tests and for the demo: it answers the calls that we make and signs events
 * in the shape of the current API version. Nothing that serves real payments may use it.
 */
@NullMarked
package dev.packledger.webhooks.stripedouble;

import org.jspecify.annotations.NullMarked;
