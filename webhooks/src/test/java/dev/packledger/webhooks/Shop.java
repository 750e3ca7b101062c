package dev.packledger.webhooks;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.domain.ledger.Sealed;
import dev.packledger.domain.licenses.License;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.products.PlanId;
import dev.packledger.domain.products.ProductId;
import dev.packledger.domain.terms.SeatRule;
import dev.packledger.domain.terms.Terms;
import dev.packledger.domain.terms.TokenRules;
import dev.packledger.domain.terms.Updates;
import dev.packledger.projections.PageRequest;
import dev.packledger.webhooks.inbox.Accounts;
import dev.packledger.webhooks.inbox.EntryApplication;
import dev.packledger.webhooks.inbox.Inbox;
import dev.packledger.webhooks.inbox.InboxQueries;
import dev.packledger.webhooks.inbox.InboxRow;
import dev.packledger.webhooks.inbox.InboxWorker;
import dev.packledger.webhooks.inbox.PaymentAccount;
import dev.packledger.webhooks.inbox.Retries;
import dev.packledger.webhooks.stripe.PersonSealing;
import dev.packledger.webhooks.stripe.Plans;
import dev.packledger.webhooks.stripe.StripeApi;
import dev.packledger.webhooks.stripe.StripeApplication;
import dev.packledger.webhooks.stripe.StripeWebhooks;
import dev.packledger.webhooks.stripedouble.SignedEvent;
import dev.packledger.webhooks.stripedouble.StripeDouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A seller with an account at Stripe's double, a real inbox, and the license streams in memory: all
 * that a webhook passes through.
 */
public final class Shop implements AutoCloseable {
  public static final String ACCOUNT = "acct_shop";
  public static final OrganizationId SELLER = OrganizationId.ofSlug("acme");
  public static final ProductId PRODUCT = new ProductId(new UUID(1, 1));
  public static final Plans.SoldPlan PRO = plan(2, Terms.Kind.SUBSCRIPTION);
  public static final Plans.SoldPlan TEAM = plan(3, Terms.Kind.SUBSCRIPTION);
  public static final Plans.SoldPlan PERPETUAL = plan(4, Terms.Kind.PERPETUAL);
  public static final Instant START = Instant.parse("2026-01-15T10:00:00Z");

  public final TestClock clock = new TestClock(START);
  public final DataSource dataSource = TestInbox.empty();
  public final StripeDouble stripe;
  public final LicenseLedger ledger = new LicenseLedger(clock);
  public final Map<String, Plans.SoldPlan> prices = new ConcurrentHashMap<>();
  public final Accounts accounts;
  public final Inbox inbox;
  public final InboxQueries queries;
  public final StripeWebhooks webhooks;
  public final List<Duration> pauses = new ArrayList<>();
  private final StripeApi api;

  public Shop() {
    JdbcClient database = JdbcClient.create(dataSource);
    TestBox box = new TestBox();
    accounts = new Accounts(database, box);
    inbox = new Inbox(database, box);
    queries = new InboxQueries(database);
    webhooks = new StripeWebhooks(accounts, inbox, StripeWebhooks.Limits.USUAL, clock, () -> {});
    try {
      stripe = StripeDouble.start(StripeDouble.Settings.testMode("Shop"), clock);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    api =
        new StripeApi(
            stripe.base(),
            accounts::apiKey,
            new StripeApi.Retry(Duration.ofSeconds(10), 3, Duration.ofMillis(100), pauses::add));
    sell("price_pro", 4900, "month", PRO);
    sell("price_team", 9900, "month", TEAM);
    sell("price_perpetual", 29900, null, PERPETUAL);
    connect(ACCOUNT, false);
  }

  private static Plans.SoldPlan plan(int number, Terms.Kind kind) {
    Terms terms =
        new Terms(
            kind,
            List.of(PackageId.of(Ecosystem.NPM, "@acme/ui")),
            new SeatRule(1, 50, SeatRule.Counted.BOTH),
            kind == Terms.Kind.PERPETUAL
                ? new Updates.ForPeriod(Period.ofYears(1))
                : new Updates.WhileActive(),
            null,
            Set.of(),
            Terms.OnLapse.KEEP_COVERED_RELEASES,
            7,
            TokenRules.NONE);
    return new Plans.SoldPlan(PRODUCT, new PlanId(new UUID(1, number)), terms);
  }

  private void sell(
      String price,
      long amount,
      @org.jspecify.annotations.Nullable String interval,
      Plans.SoldPlan plan) {
    stripe.price(price, amount, "eur", interval);
    prices.put(price, plan);
  }

  /** Connects an account with the double's key and secret. */
  public void connect(String account, boolean live) {
    accounts.connect(
        new PaymentAccount(account, StripeWebhooks.PROVIDER, SELLER, live),
        stripe.settings().apiKey(),
        stripe.settings().webhookSecret(),
        clock.instant());
  }

  /** The ports of the application, all real but the ledger and the sealing. */
  public StripeApplication.Ports ports() {
    PersonSealing sealing =
        email -> {
          UUID person = UUID.nameUUIDFromBytes(email.getBytes(StandardCharsets.UTF_8));
          return new Sealed(new PersonId(person), "key", "nonce", "closed-" + email.length());
        };
    return new StripeApplication.Ports(
        accounts,
        ledger,
        ledger,
        (seller, account, price) -> Optional.ofNullable(prices.get(price)),
        sealing,
        api);
  }

  public InboxWorker worker() {
    return worker(new StripeApplication(ports()));
  }

  public InboxWorker worker(EntryApplication application) {
    return new InboxWorker(dataSource, inbox, application, Retries.USUAL, clock);
  }

  /** Delivers events to an account as Stripe would now, and applies what is due after each. */
  public void deliver(String account, List<SignedEvent> events) {
    InboxWorker worker = worker();
    for (SignedEvent event : events) {
      receive(account, event);
      worker.applyDue();
    }
  }

  public void deliver(List<SignedEvent> events) {
    deliver(ACCOUNT, events);
  }

  public StripeWebhooks.Answer receive(String account, SignedEvent event) {
    SignedEvent now = event.signedAgain(stripe.settings().webhookSecret(), clock.instant());
    return webhooks.receive(account, now.body(), now.signature());
  }

  public License license(String item) {
    return ledger.find(LicenseId.ofPayment("stripe", ACCOUNT, item)).orElseThrow();
  }

  /** What happened to all licences, by the events' names. */
  public List<String> story() {
    return ledger.events().stream().map(Shop::name).toList();
  }

  private static String name(LicenseEvent event) {
    return event.getClass().getSimpleName();
  }

  public List<InboxRow> rows() {
    return rows(ACCOUNT);
  }

  public List<InboxRow> rows(String account) {
    return queries.page(account, null, PageRequest.first(1000)).items().reversed();
  }

  /** State and code of every entry, by event type; of several of one type the last. */
  public Map<String, String> states() {
    Map<String, String> states = new HashMap<>();
    for (InboxRow row : rows()) {
      states.put(row.type(), row.state().text() + (row.code() == null ? "" : " " + row.code()));
    }
    return states;
  }

  @Override
  public void close() {
    stripe.close();
    api.close();
  }
}
