package dev.packledger.server.usage;

import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.tokens.TokenId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing to count, as a door told it; nothing is looked up yet.
 *
 * @param release null where a package as a whole was asked for
 * @param download false for a denial
 */
record Use(
    Instant instant,
    TokenId token,
    PackageId pkg,
    @Nullable ReleaseId release,
    UsedClient client,
    boolean download) {}
