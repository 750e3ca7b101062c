package dev.packledger.webhooks.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.projections.PageRequest;
import dev.packledger.webhooks.Shop;
import dev.packledger.webhooks.stripe.StripeApplication;
import dev.packledger.webhooks.stripe.StripeWebhooks;
import dev.packledger.webhooks.stripe.StripeWebhooks.Answer;
import dev.packledger.webhooks.stripedouble.SignedEvent;
import dev.packledger.webhooks.stripedouble.SubscriptionStory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The inbox on a real PostgreSQL: kept once, applied once, never lost. */
class InboxTest {
  private final Shop shop = new Shop();

  @AfterEach
  void close() {
    shop.close();
  }

  private SubscriptionStory story() {
    return shop.stripe.checkoutWithSubscription("price_pro", 3, "ann@example.com");
  }

  private static <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<T>> futures = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < times; i++) {
        futures.add(
            threads.submit(
                () -> {
                  start.await();
                  return work.call();
                }));
      }
      start.countDown();
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    }
  }

  @Test
  void aHundredConcurrentDeliveriesAreOneEvent() throws Exception {
    List<SignedEvent> events = story().beginning();
    for (SignedEvent event : events) {
      List<Answer> answers = atOnce(100, () -> shop.receive(Shop.ACCOUNT, event));
      assertThat(answers).filteredOn(new Answer.Taken(event.id(), false)::equals).hasSize(1);
      assertThat(answers).filteredOn(new Answer.Taken(event.id(), true)::equals).hasSize(99);
    }
    assertThat(shop.rows()).hasSize(events.size());

    atOnce(8, () -> shop.worker().applyDue());
    assertThat(shop.rows()).extracting(InboxRow::attempts).allMatch(attempts -> attempts <= 1);
    assertThat(shop.story())
        .containsExactlyInAnyOrder("LicenseGranted", "PaymentReceived", "LicenseRenewed");
  }

  @Test
  void workersShareAccountsAndNeverAnEntry() throws Exception {
    SubscriptionStory story = story();
    int accounts = 20;
    for (int i = 0; i < accounts; i++) {
      shop.connect("acct_" + i, false);
      for (SignedEvent event : story.beginning()) {
        shop.receive("acct_" + i, event);
      }
    }
    atOnce(8, () -> shop.worker().applyDue());
    shop.worker().applyDue();
    for (int i = 0; i < accounts; i++) {
      assertThat(shop.rows("acct_" + i))
          .filteredOn(row -> row.state() != InboxState.UNKNOWN_TYPE)
          .allMatch(row -> row.state() == InboxState.APPLIED && row.attempts() == 1);
    }
    assertThat(shop.story()).hasSize(3 * accounts);
  }

  /** Fails the way a killed process does: after the commands, before the mark. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void aCrashBetweenCommandAndMarkIsHarmless() {
    SubscriptionStory story = story();
    story.beginning().forEach(event -> shop.receive(Shop.ACCOUNT, event));
    EntryApplication real = new StripeApplication(shop.ports());
    AtomicInteger crashes = new AtomicInteger();
    InboxWorker dying =
        shop.worker(
            (entry, kept) -> {
              real.apply(entry, kept);
              crashes.incrementAndGet();
              throw new Killed();
            });
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(dying::applyNext).isInstanceOf(Killed.class);
    }
    assertThat(crashes).hasValue(5);
    assertThat(shop.rows()).noneMatch(row -> row.state() == InboxState.APPLIED);
    List<String> told = shop.story();
    assertThat(told).isNotEmpty();

    shop.worker().applyDue();
    assertThat(shop.story())
        .containsExactlyInAnyOrder("LicenseGranted", "PaymentReceived", "LicenseRenewed");
    assertThat(shop.rows())
        .filteredOn(row -> row.state() != InboxState.UNKNOWN_TYPE)
        .allMatch(row -> row.state() == InboxState.APPLIED);
  }

  @Test
  void aFailureIsTriedAgainLaterAndLater() {
    story().beginning().forEach(event -> shop.receive(Shop.ACCOUNT, event));
    AtomicInteger attempts = new AtomicInteger();
    InboxWorker failing =
        shop.worker(
            (entry, kept) -> {
              attempts.incrementAndGet();
              throw new ProviderFailure("stripe.unreachable", "Stripe's API could not be reached.");
            });
    int entries = failing.applyDue();
    assertThat(attempts).hasValue(entries);
    assertThat(failing.applyDue()).isZero();
    assertThat(shop.states()).containsEntry("invoice.paid", "failed stripe.unreachable");

    shop.clock.advance(Duration.ofSeconds(2).minusNanos(1000));
    assertThat(failing.applyDue()).isZero();
    shop.clock.advance(Duration.ofNanos(1000));
    assertThat(failing.applyDue()).isEqualTo(entries);
    shop.clock.advance(Duration.ofSeconds(2));
    assertThat(failing.applyDue()).isZero();
    shop.clock.advance(Duration.ofSeconds(2));
    assertThat(failing.applyDue()).isEqualTo(entries);

    shop.clock.advance(Duration.ofDays(31));
    assertThat(failing.applyDue()).isEqualTo(entries);
    assertThat(shop.rows())
        .filteredOn(row -> row.state() == InboxState.FAILED)
        .isNotEmpty()
        .allMatch(row -> row.nextAttemptAt() == null);
    InboxRow resting =
        shop.queries.page(Shop.ACCOUNT, InboxState.FAILED, PageRequest.first(1)).items().getFirst();
    assertThat(shop.inbox.retry(Shop.ACCOUNT, resting.entry(), shop.clock.instant())).isTrue();
    assertThat(shop.inbox.retry("acct_other", resting.entry(), shop.clock.instant())).isFalse();
    shop.worker().applyDue();
    assertThat(shop.rows())
        .filteredOn(row -> row.entry() == resting.entry())
        .extracting(InboxRow::state)
        .containsExactly(InboxState.APPLIED);
  }

  @Test
  void aBugStopsOneEntryAndTellsNoSecrets() {
    story().beginning().forEach(event -> shop.receive(Shop.ACCOUNT, event));
    EntryApplication real = new StripeApplication(shop.ports());
    InboxWorker buggy =
        shop.worker(
            (entry, kept) -> {
              if (entry.type().equals("checkout.session.completed")) {
                throw new IllegalStateException("ann@example.com");
              }
              return real.apply(entry, kept);
            });
    buggy.applyDue();
    assertThat(shop.states())
        .containsEntry("checkout.session.completed", "failed inbox.failure")
        .containsEntry("invoice.paid", "applied");
    assertThat(shop.rows()).noneMatch(row -> String.valueOf(row.detail()).contains("ann@"));
  }

  @Test
  void whatLaterVersionsUnderstandIsTakenUpAgain() {
    story().beginning().forEach(event -> shop.receive(Shop.ACCOUNT, event));
    shop.worker().applyDue();
    assertThat(shop.states()).containsEntry("customer.created", "unknown_type");
    assertThat(shop.inbox.reconsider(StripeWebhooks.knownTypes(), shop.clock.instant())).isZero();
    assertThat(shop.inbox.reconsider(List.of("customer.created"), shop.clock.instant()))
        .isEqualTo(1);
    shop.worker((entry, kept) -> new Application.Applied(new TreeSet<>())).applyDue();
    assertThat(shop.states()).containsEntry("customer.created", "applied");
  }

  @Test
  void entriesAreListedNewestFirstPageByPage() {
    List<SignedEvent> events = story().beginning();
    events.forEach(event -> shop.receive(Shop.ACCOUNT, event));
    List<String> seen = new ArrayList<>();
    String after = null;
    do {
      var page = shop.queries.page(Shop.ACCOUNT, null, new PageRequest(after, 3));
      page.items().forEach(row -> seen.addFirst(row.event()));
      after = page.next();
    } while (after != null);
    assertThat(seen).containsExactlyElementsOf(events.stream().map(SignedEvent::id).toList());
    assertThat(shop.queries.counts().get(InboxState.RECEIVED)).isPositive();
  }

  @Test
  void theDelayDoublesUpToItsLimit() {
    Retries retries = new Retries(Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofDays(1));
    Instant now = Shop.START;
    List<Long> delays = new ArrayList<>();
    for (int attempts = 1; attempts <= 8; attempts++) {
      Instant next = retries.next(now, now, attempts);
      delays.add(next == null ? -1 : Duration.between(now, next).toSeconds());
    }
    assertThat(delays).containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    assertThat(retries.next(now, now.plus(Duration.ofDays(1)), 9)).isNotNull();
    assertThat(retries.next(now, now.plus(Duration.ofDays(1)).plusNanos(1000), 9)).isNull();
  }
}
