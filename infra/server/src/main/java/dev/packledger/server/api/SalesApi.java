package dev.packledger.server.api;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.projections.Page;
import dev.packledger.projections.sales.RevenueRow;
import dev.packledger.projections.sales.SalesMovementRow;
import dev.packledger.projections.sales.SalesQueries;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a seller earned, in minor units of each currency; live and test money never meet. */
@RestController
@RequestMapping("/api/v1/organizations/{organization}")
public class SalesApi {
  private final SalesQueries sales;

  SalesApi(SalesQueries sales) {
    this.sales = sales;
  }

  /**
   * What came in and went back, by product, plan and currency.
   *
   * @param until the first instant no longer in it
   */
  @GetMapping("/revenue")
  public List<RevenueRow> revenue(
      Call call,
      @PathVariable OrganizationId organization,
      @RequestParam(defaultValue = "true") boolean live,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant until) {
    call.require(organization, Role.ADMIN, Role.FINANCE);
    return sales.revenue(
        organization,
        live,
        from == null ? Instant.EPOCH : from,
        until == null ? call.now() : until);
  }

  @GetMapping("/payments")
  public Page<SalesMovementRow> payments(
      Call call,
      @PathVariable OrganizationId organization,
      @RequestParam(defaultValue = "true") boolean live,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = Pages.LIMIT) int limit) {
    call.require(organization, Role.ADMIN, Role.FINANCE);
    return sales.movements(organization, live, Pages.request(after, limit));
  }
}
