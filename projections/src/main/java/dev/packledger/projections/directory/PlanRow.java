package dev.packledger.projections.directory;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.products.PlanId;
import dev.packledger.domain.products.ProductId;
import dev.packledger.domain.terms.Terms;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan in its newest form.
 *
 * @param prices the payment provider's price ids that sell it
 * @param publishedAt of the newest form
 * @param retiredAt null while it is sold
 */
public record PlanRow(
    PlanId id,
    ProductId product,
    OrganizationId seller,
    String name,
    Terms terms,
    List<String> prices,
    Instant publishedAt,
    @Nullable Instant retiredAt,
    Position changedAt) {
  public PlanRow {
    prices = List.copyOf(prices);
  }
}
