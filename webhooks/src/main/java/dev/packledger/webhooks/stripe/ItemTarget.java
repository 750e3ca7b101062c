package dev.packledger.webhooks.stripe;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all events together say of one subscription item, and so of the licence derived from it.
 * Null where no event said anything.
 *
 * @param sold the item in its newest form, and the subscription it stands in
 * @param repriced whether the event that gave the item its present price, in place of another one,
 *     was applied before; null where it had no other price
 * @param active the event that first said that the subscription is active or trialing
 * @param standing the newest event that told the subscription's state
 * @param pastDue whether it waits for a payment
 * @param paused whether it rests until the customer gives a means of payment
 * @param cancelsAt when it is going to end
 * @param cancelled that it ended, or that the item was taken out of it
 * @param paidThrough how far invoices were paid
 * @param paid its part of every paid invoice, in the order of payment
 * @param failed invoices that could not be collected at least once
 */
record ItemTarget(
    String item,
    @Nullable Told<Sold> sold,
    @Nullable Told<Boolean> repriced,
    @Nullable String active,
    @Nullable String standing,
    @Nullable Told<Boolean> pastDue,
    boolean paused,
    @Nullable Instant cancelsAt,
    @Nullable String cancelled,
    @Nullable Told<Instant> paidThrough,
    List<Told<Part>> paid,
    List<Told<String>> failed) {
  ItemTarget {
    paid = List.copyOf(paid);
    failed = List.copyOf(failed);
  }

  /** An item and the subscription it stands in. */
  record Sold(Snapshot.Item item, String subscription, String customer, Instant startsAt) {}

  /** The part of an invoice that one item has, all its lines together. */
  record Part(
      String invoice,
      String currency,
      long amountMinor,
      long taxMinor,
      Instant periodStart,
      Instant periodEnd) {}
}
