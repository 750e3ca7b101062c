package dev.packledger.registry.shared;

import dev.packledger.domain.access.Credential;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationId;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the dispatcher knows of a request before an adapter sees it.
 *
 * @param organization whose tree is asked; may be one that does not exist
 * @param rawPath the undecoded path after the ecosystem's segment, beginning with a slash, without
 *     the query: clients send {@code %2f}, which must not be mistaken for a separator
 * @param base the address of this tree as clients reach it, without a trailing slash; configured,
 *     never taken from the request's {@code Host}
 * @param account where people of the organisation look after their licences
 * @param credential null where the caller showed none
 * @param address the caller's IP address in text form, where it is known
 * @param instant the clock's time at which the request came, cut to microseconds
 * @param minPosition the position that the answer must include, where the caller names one
 * @param correlationId unique to the request; the cause of every command that comes of it
 */
public record RegistryRequest(
    OrganizationId organization,
    String organizationSlug,
    String rawPath,
    URI base,
    URI account,
    @Nullable Credential credential,
    @Nullable String address,
    Instant instant,
    @Nullable Position minPosition,
    String correlationId) {}
