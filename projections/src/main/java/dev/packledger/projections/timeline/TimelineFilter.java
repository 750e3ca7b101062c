package dev.packledger.projections.timeline;

import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.products.ProductId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for; what is null does not narrow. All that is given must hold.
 *
 * @param actor the id of who did it
 * @param type such as {@code license.granted}
 * @param from the first instant
 * @param until the first instant no longer in it
 */
public record TimelineFilter(
    @Nullable ProductId product,
    @Nullable LicenseId license,
    @Nullable OrganizationId buyer,
    @Nullable String actor,
    @Nullable String type,
    @Nullable Instant from,
    @Nullable Instant until) {
  public static final TimelineFilter NONE =
      new TimelineFilter(null, null, null, null, null, null, null);

  public TimelineFilter ofProduct(ProductId id) {
    return new TimelineFilter(id, license, buyer, actor, type, from, until);
  }

  public TimelineFilter ofLicense(LicenseId id) {
    return new TimelineFilter(product, id, buyer, actor, type, from, until);
  }

  public TimelineFilter ofBuyer(OrganizationId id) {
    return new TimelineFilter(product, license, id, actor, type, from, until);
  }

  public TimelineFilter by(String actorId) {
    return new TimelineFilter(product, license, buyer, actorId, type, from, until);
  }

  public TimelineFilter ofType(String name) {
    return new TimelineFilter(product, license, buyer, actor, name, from, until);
  }

  public TimelineFilter between(@Nullable Instant start, @Nullable Instant end) {
    return new TimelineFilter(product, license, buyer, actor, type, start, end);
  }
}
