package dev.packledger.server;

import dev.packledger.domain.ledger.Commands;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.PersonId;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.licenses.License;
import dev.packledger.domain.licenses.LicenseDecider;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.identity.InstanceSecrets;
import dev.packledger.identity.PersonKeys;
import dev.packledger.ledger.LedgerReader;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.server.operations.InboxRunner;
import dev.packledger.webhooks.inbox.Accounts;
import dev.packledger.webhooks.inbox.Inbox;
import dev.packledger.webhooks.inbox.InboxQueries;
import dev.packledger.webhooks.inbox.InboxWorker;
import dev.packledger.webhooks.inbox.Retries;
import dev.packledger.webhooks.inbox.SecretBox;
import dev.packledger.webhooks.stripe.Licenses;
import dev.packledger.webhooks.stripe.PersonSealing;
import dev.packledger.webhooks.stripe.Plans;
import dev.packledger.webhooks.stripe.StripeApi;
import dev.packledger.webhooks.stripe.StripeApplication;
import dev.packledger.webhooks.stripe.StripeErasure;
import dev.packledger.webhooks.stripe.StripeWebhooks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The payment provider's side: what comes in is kept first and applied by a thread of its own. */
@Configuration(proxyBeanMethods = false)
public class WebhooksConfiguration {
  private static final StripeApi.Retry RETRY =
      new StripeApi.Retry(
          Duration.ofSeconds(10),
          3,
          Duration.ofMillis(200),
          pause -> LockSupport.parkNanos(pause.toNanos()));

  @Bean
  SecretBox secretBox(InstanceSecrets secrets) {
    return new SecretBox() {
      @Override
      public byte[] close(byte[] open, String place) {
        return secrets.close(open, place);
      }

      @Override
      public byte[] open(byte[] closed, String place) {
        return secrets.open(closed, place);
      }
    };
  }

  @Bean
  Accounts accounts(JdbcClient jdbc, SecretBox box) {
    return new Accounts(jdbc, box);
  }

  @Bean
  Inbox inbox(JdbcClient jdbc, SecretBox box) {
    return new Inbox(jdbc, box);
  }

  @Bean
  InboxQueries inboxQueries(JdbcClient jdbc) {
    return new InboxQueries(jdbc);
  }

  @Bean(destroyMethod = "close")
  StripeApi stripeApi(ServerOptions options, Accounts accounts) {
    return new StripeApi(options.stripeApi(), accounts::apiKey, RETRY);
  }

  @Bean
  StripeApplication stripeApplication(
      Accounts accounts,
      Commands commands,
      LedgerReader ledger,
      DirectoryQueries directory,
      PersonKeys people,
      StripeApi api) {
    Licenses licenses = id -> license(ledger, id.value());
    Plans plans =
        (seller, account, price) ->
            directory
                .planByPrice(seller, price)
                .map(plan -> new Plans.SoldPlan(plan.product(), plan.id(), plan.terms()));
    PersonSealing sealing =
        email ->
            people.seal(people.personOf(email, new PersonId(UUID.randomUUID())), email.strip());
    return new StripeApplication(
        new StripeApplication.Ports(accounts, commands, licenses, plans, sealing, api));
  }

  /** The licence as its own stream tells it now. */
  private static Optional<License> license(LedgerReader ledger, String stream) {
    @Nullable License license = null;
    for (Recorded<Event> recorded : ledger.stream(stream)) {
      if (recorded.event() instanceof LicenseEvent event) {
        license = LicenseDecider.evolve(license, event);
      }
    }
    return Optional.ofNullable(license);
  }

  @Bean
  InboxWorker inboxWorker(
      DataSource dataSource, Inbox inbox, StripeApplication application, InstantSource clock) {
    return new InboxWorker(dataSource, inbox, application, Retries.USUAL, clock);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  InboxRunner inboxRunner(InboxWorker worker, Inbox inbox, InstantSource clock) {
    return new InboxRunner(worker, inbox, clock);
  }

  @Bean
  StripeErasure stripeErasure(Inbox inbox, InstantSource clock) {
    return new StripeErasure(inbox, clock);
  }

  @Bean
  StripeWebhooks stripeWebhooks(
      Accounts accounts, Inbox inbox, InstantSource clock, InboxRunner runner) {
    return new StripeWebhooks(accounts, inbox, StripeWebhooks.Limits.USUAL, clock, runner::wake);
  }
}
