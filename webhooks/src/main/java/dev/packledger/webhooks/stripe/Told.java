package dev.packledger.webhooks.stripe;

/**
 * Something that an event told.
 *
 * @param event the provider's event id, the cause of what follows
 */
record Told<T>(T value, String event) {}
