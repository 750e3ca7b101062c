package dev.packledger.acceptance.planted.webhooks.inbox;

import com.stripe.model.Event;

/** An inbox that knows a provider. */
record StripeInbox(Event event) {}
