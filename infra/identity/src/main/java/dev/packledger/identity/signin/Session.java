package dev.packledger.identity.signin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One browser that is signed in.
 *
 * @param seenAt when it was last used, to the minute
 * @param confirmedAt when who sits there last proved again that it is them; null for not yet
 * @param address where it was opened from
 */
public record Session(
    SessionId id,
    Subject subject,
    Instant openedAt,
    Instant seenAt,
    @Nullable Instant confirmedAt,
    String address,
    String userAgent) {}
