package dev.packledger.webhooks.stripedouble;

import static dev.packledger.webhooks.stripedouble.World.integer;
import static dev.packledger.webhooks.stripedouble.World.object;
import static dev.packledger.webhooks.stripedouble.World.text;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Invoices of subscriptions and their collection. */
final class Billing {
  private final World world;

  Billing(World world) {
    this.world = world;
  }

  /** An open invoice for the current period of a subscription. */
  ObjectNode invoice(ObjectNode subscription, String reason) {
    ObjectNode invoice = world.make("invoice", "in");
    String id = text(invoice, "id");
    ObjectNode item = (ObjectNode) subscription.get("items").get("data").get(0);
    ObjectNode price = object(item, "price");
    long amount = integer(price, "unit_amount") * integer(item, "quantity");
    for (String field :
        List.of("amount_due", "amount_remaining", "subtotal", "subtotal_excluding_tax", "total")) {
      invoice.put(field, amount);
    }
    invoice.put("total_excluding_tax", amount).put("billing_reason", reason);
    invoice.put("currency", text(price, "currency"));
    invoice.put("customer", text(subscription, "customer"));
    ObjectNode customer = world.store().get(text(subscription, "customer"));
    invoice.put("customer_email", text(customer, "email"));
    invoice.put("period_start", world.now()).put("period_end", world.now());
    object(invoice, "status_transitions").put("finalized_at", world.now());
    object(object(invoice, "parent"), "subscription_details")
        .put("subscription", text(subscription, "id"));
    ObjectNode lines = object(invoice, "lines");
    lines.put("url", "/v1/invoices/" + id + "/lines");
    lines.withArray("data").add(line(id, item, price, amount));
    world.store().put(invoice);
    world.change(text(subscription, "id"), changed -> changed.put("latest_invoice", id));
    return invoice;
  }

  private ObjectNode line(String invoice, ObjectNode item, ObjectNode price, long amount) {
    ObjectNode line = world.make("invoice_line", "il");
    line.put("amount", amount).put("subtotal", amount).put("invoice", invoice);
    line.put("currency", text(price, "currency")).put("quantity", integer(item, "quantity"));
    ObjectNode details = object(object(line, "parent"), "subscription_item_details");
    details.put("subscription", text(item, "subscription"));
    details.put("subscription_item", text(item, "id"));
    object(line, "period")
        .put("start", integer(item, "current_period_start"))
        .put("end", integer(item, "current_period_end"));
    ObjectNode pricing = object(line, "pricing");
    pricing.put("unit_amount_decimal", text(price, "unit_amount_decimal"));
    object(pricing, "price_details")
        .put("price", text(price, "id"))
        .put("product", text(price, "product"));
    return line;
  }

  /** Collects an invoice. */
  void pay(String id) {
    ObjectNode open = world.store().get(id);
    long amount = integer(open, "total");
    ObjectNode intent = world.pay(text(open, "customer"), amount, text(open, "currency"));
    ObjectNode payment = world.make("invoice_payment", "inpay");
    payment.put("amount_paid", amount).put("amount_requested", amount).put("invoice", id);
    payment.put("currency", text(open, "currency"));
    object(payment, "payment").put("payment_intent", text(intent, "id"));
    object(payment, "status_transitions").put("paid_at", world.now());
    world.store().put(payment);
    ObjectNode paid =
        world.change(
            id,
            changed -> {
              changed.put("status", "paid").put("amount_paid", amount).put("amount_remaining", 0);
              changed.put("attempted", true);
              changed.put("attempt_count", integer(changed, "attempt_count") + 1);
              object(changed, "status_transitions").put("paid_at", world.now());
            });
    world.emit("invoice.paid", paid);
    world.emit("invoice_payment.paid", payment);
  }

  /** Tries to collect an invoice in vain. */
  void fail(String id) {
    ObjectNode failed =
        world.change(
            id,
            changed ->
                changed
                    .put("attempted", true)
                    .put("attempt_count", integer(changed, "attempt_count") + 1));
    world.emit("invoice.payment_failed", failed);
  }

  /** The charge that paid an invoice. */
  String chargeOf(String invoice) {
    JsonNode payment =
        world
            .store()
            .list("invoice_payment", each -> text(each, "invoice").equals(invoice))
            .getFirst();
    return text(
        world.store().get(text(object(payment, "payment"), "payment_intent")), "latest_charge");
  }
}
