package dev.packledger.webhooks.stripe;

import dev.packledger.webhooks.stripe.ItemTarget.Part;
import dev.packledger.webhooks.stripe.ItemTarget.Sold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Folds all events of one of Stripe's objects into what they say together. Pure: the same events
 * give the same result, in whatever order they came and however often.
 */
final class StripeFold {
  private StripeFold() {}

  /**
   * A subscription with its invoices, item by item. The two are folded together because they tell
   * of each other: a paid invoice ends a past due state that an older event may still tell later.
   */
  static SortedMap<String, ItemTarget> subscription(List<StripeEvent> events) {
    SortedMap<String, Item> items = new TreeMap<>();
    for (StripeEvent event : StripeOrder.sorted(events)) {
      switch (event.snapshot()) {
        case Snapshot.Subscription subscription -> tell(items, subscription, event);
        case Snapshot.Invoice invoice -> tell(items, invoice, event);
        case Snapshot.InvoicePayment payment -> {}
        case Snapshot.Checkout checkout -> {}
        case Snapshot.Charge charge -> {}
        case Snapshot.Dispute dispute -> {}
      }
    }
    SortedMap<String, ItemTarget> targets = new TreeMap<>();
    items.forEach((id, item) -> targets.put(id, item.target(id)));
    return targets;
  }

  private static void tell(
      SortedMap<String, Item> items, Snapshot.Subscription subscription, StripeEvent event) {
    for (Snapshot.Item item : subscription.items()) {
      Item known = items.computeIfAbsent(item.id(), id -> new Item());
      known.sold(item, subscription, event);
      known.standing(subscription, event.id());
    }
    for (Map.Entry<String, Item> entry : items.entrySet()) {
      if (subscription.items().stream().noneMatch(item -> item.id().equals(entry.getKey()))) {
        entry.getValue().takenOut(event.id());
      }
    }
  }

  private static void tell(
      SortedMap<String, Item> items, Snapshot.Invoice invoice, StripeEvent event) {
    InvoiceParts.of(invoice)
        .forEach(
            (id, part) -> {
              Item item = items.computeIfAbsent(id, unseen -> new Item());
              if (event.type() == StripeEventType.INVOICE_PAID) {
                item.paid(part, event.id());
              } else {
                item.failed.add(new Told<>(part.invoice(), event.id()));
              }
            });
  }

  /** A checkout session in its newest form, and the event since which nothing is left to pay. */
  static Optional<Sale> checkout(List<StripeEvent> events) {
    return StripeOrder.sorted(events).stream()
        .filter(
            event -> event.snapshot() instanceof Snapshot.Checkout checkout && checkout.isPaid())
        .findFirst()
        .map(
            event -> new Sale((Snapshot.Checkout) event.snapshot(), event.id(), event.createdAt()));
  }

  /**
   * A checkout session that is paid for.
   *
   * @param paidAt when Stripe says so, in whole seconds
   */
  record Sale(Snapshot.Checkout checkout, String event, Instant paidAt) {}

  /** A charge as it is now. Of two events of one second the one with more refunded is newer. */
  static Optional<Told<Snapshot.Charge>> charge(List<StripeEvent> events) {
    return events.stream()
        .filter(event -> event.snapshot() instanceof Snapshot.Charge)
        .max(
            Comparator.comparing(StripeEvent::createdAt)
                .thenComparingLong(event -> ((Snapshot.Charge) event.snapshot()).refundedMinor())
                .thenComparing(StripeEvent::id))
        .map(event -> new Told<>((Snapshot.Charge) event.snapshot(), event.id()));
  }

  /** Disputes as they are now, by id. */
  static SortedMap<String, Told<Snapshot.Dispute>> disputes(List<StripeEvent> events) {
    SortedMap<String, Told<Snapshot.Dispute>> disputes = new TreeMap<>();
    for (StripeEvent event : StripeOrder.sorted(events)) {
      if (event.snapshot() instanceof Snapshot.Dispute dispute) {
        disputes.put(dispute.id(), new Told<>(dispute, event.id()));
      }
    }
    return disputes;
  }

  /** What is known so far of one item, while its events are gone through. */
  private static final class Item {
    private static final Duration FIRST_ITEMS_WITHIN = Duration.ofMinutes(1);

    private @Nullable Told<Sold> sold;
    private @Nullable Told<Boolean> repriced;
    private @Nullable String active;
    private @Nullable String standing;
    private @Nullable Told<Boolean> pastDue;
    private boolean paused;
    private @Nullable Instant cancelsAt;
    private @Nullable String cancelled;
    private @Nullable Told<Instant> paidThrough;
    private final List<Told<Part>> paid = new ArrayList<>();
    private final List<Told<String>> failed = new ArrayList<>();

    void sold(Snapshot.Item item, Snapshot.Subscription subscription, StripeEvent event) {
      Sold now =
          new Sold(item, subscription.id(), subscription.customer(), startOf(item, subscription));
      // The event that changed it is the cause, not every later one that repeats it.
      Told<Sold> before = sold;
      sold =
          before != null && isSame(before.value().item(), item)
              ? new Told<>(now, before.event())
              : new Told<>(now, event.id());
      if (before != null && !before.value().item().price().equals(item.price())) {
        repriced = new Told<>(event.applied(), event.id());
      }
    }

    private static boolean isSame(Snapshot.Item left, Snapshot.Item right) {
      return left.price().equals(right.price()) && left.quantity() == right.quantity();
    }

    /** An item that the subscription began with begins with it; Stripe makes it a second later. */
    private static Instant startOf(Snapshot.Item item, Snapshot.Subscription subscription) {
      return item.createdAt().isBefore(subscription.createdAt().plus(FIRST_ITEMS_WITHIN))
          ? subscription.startsAt()
          : item.createdAt();
    }

    void standing(Snapshot.Subscription subscription, String event) {
      standing = event;
      cancelsAt = subscription.cancelsAt();
      cancelled = null;
      switch (subscription.status()) {
        case "active", "trialing" -> {
          active = active == null ? event : active;
          pastDue = new Told<>(false, event);
          paused = false;
        }
        case "past_due", "unpaid" -> {
          pastDue = new Told<>(true, event);
          paused = false;
        }
        case "paused" -> paused = true;
        case "canceled", "incomplete_expired" -> cancelled = event;
        default -> {
          // "incomplete", or a word that we do not know yet: changes nothing.
        }
      }
    }

    void takenOut(String event) {
      if (sold != null && cancelled == null) {
        cancelled = event;
      }
    }

    void paid(Part part, String event) {
      paid.add(new Told<>(part, event));
      pastDue = new Told<>(false, event);
      if (paidThrough == null || part.periodEnd().isAfter(paidThrough.value())) {
        paidThrough = new Told<>(part.periodEnd(), event);
      }
    }

    ItemTarget target(String id) {
      return new ItemTarget(
          id,
          sold,
          repriced,
          active,
          standing,
          pastDue,
          paused,
          cancelsAt,
          cancelled,
          paidThrough,
          paid,
          failed);
    }
  }
}
