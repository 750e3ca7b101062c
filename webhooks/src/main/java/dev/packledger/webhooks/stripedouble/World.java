package dev.packledger.webhooks.stripedouble;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What stories share: making objects, changing them, telling of it. */
final class World {
  private final StripeDouble stripe;
  private final DoubleStore store;

  World(StripeDouble stripe, DoubleStore store) {
    this.stripe = stripe;
    this.store = store;
  }

  DoubleStore store() {
    return store;
  }

  long now() {
    return stripe.now();
  }

  boolean live() {
    return stripe.settings().live();
  }

  void emit(String type, JsonNode object) {
    stripe.emit(type, object, null);
  }

  void emit(String type, JsonNode object, @Nullable JsonNode previous) {
    stripe.emit(type, object, previous);
  }

  /** Lets something happen; returns the events that told of it. */
  List<SignedEvent> told(Runnable happening) {
    int before = stripe.events().size();
    happening.run();
    List<SignedEvent> all = stripe.events();
    return all.subList(before, all.size());
  }

  /** A new object with id, time and mode. */
  ObjectNode make(String shape, String prefix) {
    ObjectNode object = Shapes.of(shape);
    object.put("id", store.newId(prefix));
    if (object.has("created")) {
      object.put("created", now());
    }
    if (object.has("livemode")) {
      object.put("livemode", live());
    }
    return object;
  }

  /** Changes an object and keeps it; returns it as it is then. */
  ObjectNode change(String id, Consumer<ObjectNode> changes) {
    ObjectNode object = store.get(id);
    changes.accept(object);
    store.put(object);
    return object;
  }

  ObjectNode customer(String email, String currency) {
    ObjectNode customer = make("customer", "cus");
    customer.put("email", email).put("currency", currency);
    store.put(customer);
    return customer;
  }

  /** A payment that succeeded: an intent with its charge. */
  ObjectNode pay(@Nullable String customer, long amount, String currency) {
    ObjectNode intent = make("payment_intent", "pi");
    ObjectNode charge = make("charge", "ch");
    intent.put("amount", amount).put("amount_received", amount).put("currency", currency);
    intent.put("customer", customer).put("latest_charge", text(charge, "id"));
    charge.put("amount", amount).put("amount_captured", amount).put("currency", currency);
    charge.put("customer", customer).put("payment_intent", text(intent, "id"));
    store.put(intent);
    store.put(charge);
    emit("charge.succeeded", charge);
    emit("payment_intent.succeeded", intent);
    return intent;
  }

  static String text(JsonNode object, String field) {
    return Objects.requireNonNull(object.get(field), field).stringValue();
  }

  static long integer(JsonNode object, String field) {
    return Objects.requireNonNull(object.get(field), field).longValue();
  }

  /** The nested object of a field. */
  static ObjectNode object(JsonNode object, String field) {
    return (ObjectNode) Objects.requireNonNull(object.get(field), field);
  }
}
