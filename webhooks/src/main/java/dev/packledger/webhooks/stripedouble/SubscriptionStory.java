package dev.packledger.webhooks.stripedouble;

import static dev.packledger.webhooks.stripedouble.World.integer;
import static dev.packledger.webhooks.stripedouble.World.object;
import static dev.packledger.webhooks.stripedouble.World.text;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One customer's subscription with one item, and what happens to it. Every method returns the
 * events that it caused, types that Packledger does not know included.
 */
public final class SubscriptionStory {
  private final World world;
  private final Billing billing;
  private final String subscription;
  private final List<SignedEvent> beginning;
  private String checkoutSession = "";

  private SubscriptionStory(World world, ObjectNode subscription, ObjectNode customer) {
    this.world = world;
    this.billing = new Billing(world);
    this.subscription = text(subscription, "id");
    this.beginning = world.told(() -> begin(subscription, customer));
  }

  static SubscriptionStory begin(World world, String priceId, int quantity, String email) {
    ObjectNode price = world.store().get(priceId);
    ObjectNode customer = world.customer(email, text(price, "currency"));
    return new SubscriptionStory(
        world, subscription(world, price, quantity, text(customer, "id")), customer);
  }

  private void begin(ObjectNode created, ObjectNode customer) {
    world.emit("customer.created", customer);
    world.emit("customer.subscription.created", created);
    ObjectNode invoice = billing.invoice(created, "subscription_create");
    billing.pay(text(invoice, "id"));
    status("incomplete", "active");
    complete(customer, invoice);
  }

  private static ObjectNode subscription(
      World world, ObjectNode price, int quantity, String customer) {
    ObjectNode subscription = world.make("subscription", "sub");
    String id = text(subscription, "id");
    subscription.put("billing_cycle_anchor", world.now()).put("start_date", world.now());
    subscription.put("currency", text(price, "currency")).put("customer", customer);
    ObjectNode item = world.make("subscription_item", "si");
    item.put("quantity", quantity).put("subscription", id);
    item.put("current_period_start", world.now());
    item.put("current_period_end", later(world.now(), price));
    item.set("price", price);
    ObjectNode items = object(subscription, "items");
    items.put("url", "/v1/subscription_items?subscription=" + id);
    items.withArray("data").add(item);
    world.store().put(subscription);
    return subscription;
  }

  private void complete(ObjectNode customer, ObjectNode invoice) {
    ObjectNode session = world.make("checkout_session", world.live() ? "cs_live" : "cs_test");
    session.put("mode", "subscription").put("currency", text(invoice, "currency"));
    session.put("amount_subtotal", integer(invoice, "total"));
    session.put("amount_total", integer(invoice, "total"));
    session.put("customer", text(customer, "id")).put("invoice", text(invoice, "id"));
    session.put("subscription", subscription);
    object(session, "customer_details").put("email", text(customer, "email"));
    world.store().put(session);
    checkoutSession = text(session, "id");
    world.emit("checkout.session.completed", session);
  }

  /** The events of the checkout itself. */
  public List<SignedEvent> beginning() {
    return beginning;
  }

  public String subscription() {
    return subscription;
  }

  /** The item that the licence is derived from. */
  public String item() {
    return text(item(world.store().get(subscription)), "id");
  }

  public String checkoutSession() {
    return checkoutSession;
  }

  /** The end of the current period. */
  public Instant periodEnd() {
    return Instant.ofEpochSecond(
        integer(item(world.store().get(subscription)), "current_period_end"));
  }

  /** A period ends, the next is paid. */
  public List<SignedEvent> renew() {
    return world.told(() -> billing.pay(nextInvoice()));
  }

  /** A period ends, the next cannot be collected. */
  public List<SignedEvent> paymentFails() {
    return world.told(
        () -> {
          billing.fail(nextInvoice());
          status("active", "past_due");
        });
  }

  /** The invoice that could not be collected is paid after all. */
  public List<SignedEvent> paymentSucceedsAtLast() {
    return world.told(
        () -> {
          billing.pay(text(world.store().get(subscription), "latest_invoice"));
          status("past_due", "active");
        });
  }

  public List<SignedEvent> updateQuantity(int quantity) {
    return world.told(() -> updateItem(changed -> changed.put("quantity", quantity)));
  }

  public List<SignedEvent> changePrice(String price) {
    return world.told(() -> updateItem(changed -> changed.set("price", world.store().get(price))));
  }

  public List<SignedEvent> cancelAtPeriodEnd() {
    ObjectNode previous = Shapes.JSON.createObjectNode();
    previous.putNull("cancel_at").put("cancel_at_period_end", false).putNull("canceled_at");
    return world.told(
        () ->
            update(
                previous,
                changed -> {
                  changed.put("cancel_at", integer(item(changed), "current_period_end"));
                  changed.put("cancel_at_period_end", true).put("canceled_at", world.now());
                  object(changed, "cancellation_details").put("reason", "cancellation_requested");
                }));
  }

  public List<SignedEvent> withdrawCancellation() {
    ObjectNode previous = Shapes.JSON.createObjectNode();
    previous.set("cancel_at", world.store().get(subscription).get("cancel_at"));
    previous.put("cancel_at_period_end", true);
    return world.told(
        () ->
            update(
                previous,
                changed -> {
                  changed.putNull("cancel_at").put("cancel_at_period_end", false);
                  changed.putNull("canceled_at");
                  object(changed, "cancellation_details").putNull("reason");
                }));
  }

  public List<SignedEvent> deleteSubscription() {
    return world.told(
        () ->
            world.emit(
                "customer.subscription.deleted",
                world.change(
                    subscription,
                    changed ->
                        changed
                            .put("status", "canceled")
                            .put("canceled_at", world.now())
                            .put("ended_at", world.now()))));
  }

  /** Refunds a part of the newest charge, in minor units. */
  public List<SignedEvent> refund(long amount) {
    return world.told(() -> new MoneyBack(world).refund(charge(), amount));
  }

  public List<SignedEvent> openDispute() {
    return world.told(() -> new MoneyBack(world).openDispute(charge()));
  }

  public List<SignedEvent> closeDispute(DisputeOutcome outcome) {
    return world.told(() -> new MoneyBack(world).closeDispute(charge(), outcome));
  }

  /** What the newest invoice came to, in minor units. */
  public long paidMinor() {
    return integer(world.store().get(charge()), "amount");
  }

  private String charge() {
    return billing.chargeOf(text(world.store().get(subscription), "latest_invoice"));
  }

  /** Moves to the next period and opens its invoice; returns the invoice's id. */
  private String nextInvoice() {
    updateItem(
        changed -> {
          long start = integer(changed, "current_period_end");
          changed.put("current_period_start", start);
          changed.put("current_period_end", later(start, object(changed, "price")));
        });
    return text(billing.invoice(world.store().get(subscription), "subscription_cycle"), "id");
  }

  private void status(String before, String after) {
    ObjectNode previous = Shapes.JSON.createObjectNode().put("status", before);
    update(previous, changed -> changed.put("status", after));
  }

  private void updateItem(Consumer<ObjectNode> changes) {
    ObjectNode previous = Shapes.JSON.createObjectNode();
    ObjectNode before = world.store().get(subscription);
    previous.putObject("items").set("data", before.get("items").get("data"));
    update(previous, changed -> changes.accept(item(changed)));
  }

  private void update(JsonNode previous, Consumer<ObjectNode> changes) {
    ObjectNode updated = world.change(subscription, changes);
    world.emit("customer.subscription.updated", updated, previous);
  }

  private static ObjectNode item(JsonNode subscription) {
    return (ObjectNode) subscription.get("items").get("data").get(0);
  }

  private static long later(long seconds, JsonNode price) {
    OffsetDateTime start = Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC);
    boolean yearly = price.get("recurring").get("interval").stringValue().equals("year");
    return (yearly ? start.plusYears(1) : start.plusMonths(1)).toEpochSecond();
  }
}
