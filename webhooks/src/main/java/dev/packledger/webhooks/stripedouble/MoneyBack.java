package dev.packledger.webhooks.stripedouble;

import static dev.packledger.webhooks.stripedouble.World.integer;
import static dev.packledger.webhooks.stripedouble.World.text;

import tools.jackson.databind.node.ObjectNode;

/** What can happen to a charge after it was paid. */
final class MoneyBack {
  private final World world;

  MoneyBack(World world) {
    this.world = world;
  }

  /**
   * Refunds a part of a charge, or what is left of it.
   *
   * @param amount in minor units
   */
  void refund(String chargeId, long amount) {
    ObjectNode before = world.store().get(chargeId);
    long refunded = integer(before, "amount_refunded") + amount;
    if (refunded > integer(before, "amount")) {
      throw new IllegalArgumentException("more than was paid cannot be refunded");
    }
    ObjectNode refund = world.make("refund", "re");
    refund.put("amount", amount).put("charge", chargeId).put("currency", text(before, "currency"));
    refund.put("payment_intent", text(before, "payment_intent"));
    world.store().put(refund);
    ObjectNode charge =
        world.change(
            chargeId,
            changed ->
                changed
                    .put("amount_refunded", refunded)
                    .put("refunded", refunded == integer(before, "amount")));
    ObjectNode previous = Shapes.JSON.createObjectNode();
    previous.put("amount_refunded", integer(before, "amount_refunded"));
    if (charge.get("refunded").booleanValue()) {
      previous.put("refunded", false);
    }
    world.emit("refund.created", refund);
    world.emit("charge.refunded", charge, previous);
  }

  /** The customer's bank takes the money back for now. */
  void openDispute(String chargeId) {
    ObjectNode charge = world.change(chargeId, changed -> changed.put("disputed", true));
    ObjectNode dispute = world.make("dispute", "du");
    dispute.put("amount", integer(charge, "amount")).put("currency", text(charge, "currency"));
    dispute.put("charge", chargeId).put("payment_intent", text(charge, "payment_intent"));
    world.store().put(dispute);
    world.emit("charge.dispute.created", dispute);
  }

  /** The bank decides the newest dispute of a charge. */
  void closeDispute(String chargeId, DisputeOutcome outcome) {
    ObjectNode newest =
        world
            .store()
            .list("dispute", dispute -> text(dispute, "charge").equals(chargeId))
            .getFirst();
    ObjectNode previous = Shapes.JSON.createObjectNode();
    previous.put("status", text(newest, "status"));
    ObjectNode dispute =
        world.change(text(newest, "id"), changed -> changed.put("status", outcome.status()));
    world.emit("charge.dispute.closed", dispute, previous);
  }
}
