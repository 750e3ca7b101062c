package dev.packledger.domain.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Why it was done: the command and, where there is one, the payment provider's event behind it.
 *
 * @param commandId unique per command; a retry carries the same one
 * @param providerEventId the payment provider's event id
 * @param correlationId joins everything that came of one request or webhook
 */
public record Cause(String commandId, @Nullable String providerEventId, String correlationId) {}
