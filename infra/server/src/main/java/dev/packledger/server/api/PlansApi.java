package dev.packledger.server.api;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.products.PlanId;
import dev.packledger.domain.products.ProductCommand;
import dev.packledger.domain.products.ProductId;
import dev.packledger.domain.terms.Terms;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.PlanRow;
import dev.packledger.projections.directory.ProductRow;
import dev.packledger.webhooks.inbox.Accounts;
import dev.packledger.webhooks.inbox.Inbox;
import dev.packledger.webhooks.inbox.PaymentAccount;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The plans that a product is sold under. A granted licence keeps the terms it was granted with.
 */
@RestController
@RequestMapping("/api/v1/products/{product}/plans")
public class PlansApi {
  private final ApiCommands commands;
  private final DirectoryQueries directory;

  private final Accounts accounts;
  private final Inbox inbox;

  PlansApi(ApiCommands commands, DirectoryQueries directory, Accounts accounts, Inbox inbox) {
    this.commands = commands;
    this.directory = directory;
    this.accounts = accounts;
    this.inbox = inbox;
  }

  /**
   * @param prices the payment provider's price ids that sell the plan
   */
  public record Publication(String name, Terms terms, @Nullable List<String> prices) {}

  public record Published(PlanId id, String name) {}

  public record View(
      PlanId id,
      ProductId product,
      String name,
      Terms terms,
      List<String> prices,
      Instant publishedAt,
      @Nullable Instant retiredAt) {
    static View of(PlanRow row) {
      return new View(
          row.id(),
          row.product(),
          row.name(),
          row.terms(),
          row.prices(),
          row.publishedAt(),
          row.retiredAt());
    }
  }

  @PostMapping
  public ResponseEntity<Published> publish(
      Call call, @PathVariable ProductId product, @RequestBody Publication body) {
    PlanId plan = new PlanId(call.postKey().id(PlanId.PREFIX));
    Position position = publish(call, product, plan, body);
    return ApiCommands.created(
        "/api/v1/products/" + product.value() + "/plans/" + plan.value(),
        position,
        new Published(plan, body.name()));
  }

  /** Replaces a plan for later grants only. */
  @PutMapping("/{plan}")
  public ResponseEntity<Void> replace(
      Call call,
      @PathVariable ProductId product,
      @PathVariable PlanId plan,
      @RequestBody Publication body) {
    requirePlan(product, plan);
    return ApiCommands.done(publish(call, product, plan, body));
  }

  @GetMapping
  public List<View> list(Call call, @PathVariable ProductId product) {
    call.requireReader(seller(product));
    return directory.plans(product).stream().map(View::of).toList();
  }

  @GetMapping("/{plan}")
  public View read(Call call, @PathVariable ProductId product, @PathVariable PlanId plan) {
    call.requireReader(seller(product));
    return View.of(requirePlan(product, plan));
  }

  /** Ends new grants; licences that were granted go on. */
  @DeleteMapping("/{plan}")
  public ResponseEntity<Void> retire(
      Call call, @PathVariable ProductId product, @PathVariable PlanId plan) {
    call.require(seller(product), Role.ADMIN, Role.FINANCE);
    return ApiCommands.done(commands.send(call, new ProductCommand.RetirePlan(product, plan)));
  }

  private Position publish(Call call, ProductId product, PlanId plan, Publication body) {
    OrganizationId seller = seller(product);
    call.require(seller, Role.ADMIN, Role.FINANCE);
    List<String> prices = body.prices() == null ? List.of() : body.prices();
    Position position =
        commands.send(
            call, new ProductCommand.PublishPlan(product, plan, body.name(), body.terms(), prices));
    retryPurchases(seller, call.now());
    return position;
  }

  /** Purchases that wait for a plan of their price are tried at once. */
  private void retryPurchases(OrganizationId seller, Instant now) {
    for (PaymentAccount account : accounts.ofOrganization(seller)) {
      int unused = inbox.retry(account.account(), "price.unknown", now);
    }
  }

  private PlanRow requirePlan(ProductId product, PlanId plan) {
    return directory
        .plan(plan)
        .filter(row -> row.product().equals(product))
        .orElseThrow(() -> ProblemException.unknown("plan"));
  }

  private OrganizationId seller(ProductId product) {
    return directory
        .product(product)
        .map(ProductRow::seller)
        .orElseThrow(() -> ProblemException.unknown("product"));
  }
}
