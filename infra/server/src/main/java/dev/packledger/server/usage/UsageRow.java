package dev.packledger.server.usage;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.tokens.TokenId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was counted under one key.
 *
 * @param seller whose package it is, where the buyer ever had a licence of it or owns it; null for
 *     a stranger's denials, which are no business of the seller
 */
record UsageRow(Key key, OrganizationId buyer, @Nullable OrganizationId seller, Counts counts) {
  /**
   * @param day in UTC
   * @param release null for denials of a package as a whole, and of a version that does not exist
   * @param version of the release
   */
  record Key(
      LocalDate day,
      TokenId token,
      PackageId pkg,
      @Nullable ReleaseId release,
      @Nullable String version,
      UsedClient client) {}

  /** How often. */
  record Counts(long downloads, long denials) {
    Counts plus(Counts more) {
      return new Counts(downloads + more.downloads, denials + more.denials);
    }

    long sum() {
      return downloads + denials;
    }
  }

  UsageRow plus(UsageRow more) {
    return new UsageRow(
        key, buyer, seller == null ? more.seller : seller, counts.plus(more.counts));
  }
}
