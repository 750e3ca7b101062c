package dev.packledger.webhooks.stripedouble;

import static dev.packledger.webhooks.stripedouble.World.integer;
import static dev.packledger.webhooks.stripedouble.World.object;
import static dev.packledger.webhooks.stripedouble.World.text;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Something that was bought once, and what happens to the payment. */
public final class PurchaseStory {
  private final World world;
  private final String checkoutSession;
  private final List<SignedEvent> beginning;

  private PurchaseStory(World world, ObjectNode session, Runnable payment) {
    this.world = world;
    this.checkoutSession = text(session, "id");
    this.beginning = world.told(payment);
  }

  static PurchaseStory begin(World world, String price, int quantity, String email) {
    ObjectNode session = session(world, price, quantity, email);
    return new PurchaseStory(world, session, () -> payAtOnce(world, session));
  }

  private static void payAtOnce(World world, ObjectNode session) {
    ObjectNode intent =
        world.pay(null, integer(session, "amount_total"), text(session, "currency"));
    session.put("payment_intent", text(intent, "id"));
    world.store().put(session);
    world.emit("checkout.session.completed", session);
  }

  static PurchaseStory beginByTransfer(World world, String price, int quantity, String email) {
    ObjectNode session = session(world, price, quantity, email);
    session.put("payment_status", "unpaid");
    world.store().put(session);
    return new PurchaseStory(
        world, session, () -> world.emit("checkout.session.completed", session));
  }

  private static ObjectNode session(World world, String priceId, int quantity, String email) {
    ObjectNode price = world.store().get(priceId);
    long amount = integer(price, "unit_amount") * quantity;
    ObjectNode session = world.make("checkout_session", world.live() ? "cs_live" : "cs_test");
    session.put("mode", "payment").put("currency", text(price, "currency"));
    session.put("amount_subtotal", amount).put("amount_total", amount);
    object(session, "customer_details").put("email", email);
    ObjectNode line = world.make("checkout_line", "li");
    line.put("amount_subtotal", amount).put("amount_total", amount).put("quantity", quantity);
    line.put("currency", text(price, "currency"));
    line.set("price", price);
    world.store().putLines(text(session, "id"), List.of(line));
    return session;
  }

  /** The events of the checkout itself. */
  public List<SignedEvent> beginning() {
    return beginning;
  }

  public String checkoutSession() {
    return checkoutSession;
  }

  /** The line that the licence is derived from. */
  public String line() {
    return text(world.store().linesOf(checkoutSession).getFirst(), "id");
  }

  /** The money of a transfer arrives. */
  public List<SignedEvent> transferArrives() {
    return world.told(
        () -> {
          ObjectNode session = world.store().get(checkoutSession);
          ObjectNode intent =
              world.pay(null, integer(session, "amount_total"), text(session, "currency"));
          ObjectNode paid =
              world.change(
                  checkoutSession,
                  changed ->
                      changed
                          .put("payment_status", "paid")
                          .put("payment_intent", text(intent, "id")));
          world.emit("checkout.session.async_payment_succeeded", paid);
        });
  }

  /** Refunds a part of what was paid, in minor units. */
  public List<SignedEvent> refund(long amount) {
    return world.told(() -> new MoneyBack(world).refund(charge(), amount));
  }

  public List<SignedEvent> openDispute() {
    return world.told(() -> new MoneyBack(world).openDispute(charge()));
  }

  public List<SignedEvent> closeDispute(DisputeOutcome outcome) {
    return world.told(() -> new MoneyBack(world).closeDispute(charge(), outcome));
  }

  private String charge() {
    ObjectNode session = world.store().get(checkoutSession);
    return text(world.store().get(text(session, "payment_intent")), "latest_charge");
  }
}
