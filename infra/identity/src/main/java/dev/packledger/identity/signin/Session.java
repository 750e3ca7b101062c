package dev.packledger.identity.signin;

import dev.packledger.domain.organizations.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One browser that is signed in.
 *
 * @param seenAt when it was last used, to the minute
 * @param confirmedAt when who sits there last proved again that it is them; null for not yet
 * @param address where it was opened from
 * @param organization which one is looked at; null where none was chosen
 */
public record Session(
    SessionId id,
    Subject subject,
    Instant openedAt,
    Instant seenAt,
    @Nullable Instant confirmedAt,
    String address,
    String userAgent,
    @Nullable OrganizationId organization) {}
