package dev.packledger.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.running.Api;
import dev.packledger.acceptance.running.Reply;
import dev.packledger.acceptance.running.ServerProcess;
import dev.packledger.ledger.postgres.EmbeddedPostgres;
import dev.packledger.webhooks.stripedouble.SignedEvent;
import dev.packledger.webhooks.stripedouble.StripeDouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A running instance, and a payment provider on the loopback address beside it. */
final class Marketplace implements AutoCloseable {
  static final String ACCOUNT = "acct_story";

  private static final Pattern OPERATOR_KEY = Pattern.compile("plo_[0-9A-Za-z]+");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final StripeDouble stripe;
  private final AtomicLong deliveries;
  private ServerProcess server;
  private final Api operator;

  private Marketplace(StripeDouble stripe, AtomicLong deliveries, ServerProcess server) {
    this.stripe = stripe;
    this.deliveries = deliveries;
    this.server = server;
    Matcher key = OPERATOR_KEY.matcher(server.output());
    assertThat(key.find())
        .as("the first start shows the operator key: %s", server.output())
        .isTrue();
    this.operator = new Api(server.address(), key.group());
  }

  /**
   * Opens an empty instance.
   *
   * @param providerClock when things happen at the payment provider, which counts whole seconds: so
   *     that no two steps of a story fall into one, each delivery sets it on by a second
   * @param options further options of {@code serve}
   */
  static Marketplace open(Path folder, InstantSource providerClock, String... options) {
    try {
      AtomicLong deliveries = new AtomicLong();
      StripeDouble stripe =
          StripeDouble.start(
              StripeDouble.Settings.testMode("story"),
              () -> providerClock.instant().plusSeconds(deliveries.get()));
      List<String> all = new ArrayList<>(List.of("--stripe-api", stripe.base().toString()));
      all.addAll(List.of(options));
      ServerProcess server =
          ServerProcess.start(folder.resolve("data"), all.toArray(String[]::new));
      return new Marketplace(stripe, deliveries, server);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  StripeDouble stripe() {
    return stripe;
  }

  ServerProcess server() {
    return server;
  }

  /** Starts the server again, which has ended; every address stays as it was. */
  void again() {
    server = server.again();
  }

  /** Calls of the operator of the instance. */
  Api operator() {
    return operator;
  }

  /** Registers an organisation, and issues its owner a token for everything. */
  Organization organization(String slug) {
    Reply registered =
        operator
            .post(
                "/api/v1/organizations",
                Map.of(
                    "slug", slug, "displayName", slug, "ownerEmail", "owner@" + slug + ".example"))
            .is(201);
    String id = registered.at("/id");
    String owner = registered.at("/owner");
    Reply token =
        operator
            .post(
                "/api/v1/organizations/" + id + "/tokens",
                Map.of(
                    "holder",
                    owner,
                    "name",
                    "owner",
                    "scopes",
                    List.of("read", "publish", "manage", "decide", "audit")))
            .is(201);
    return new Organization(this, slug, id, owner, operator.as(token.at("/secret")));
  }

  /** Delivers events of the provider now, as a webhook does: signed, each acknowledged. */
  void deliver(List<SignedEvent> events, Instant now) {
    List<SignedEvent> signed =
        events.stream()
            .map(event -> event.signedAgain(stripe.settings().webhookSecret(), now))
            .toList();
    URI endpoint = server.address().resolve("/webhooks/stripe/" + ACCOUNT);
    try {
      assertThat(stripe.deliver(signed, endpoint)).allMatch(status -> status == 200);
      deliveries.incrementAndGet();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Waits until something holds that a webhook, the scheduler or a deadline brings about. */
  static void await(String what, BooleanSupplier holds) {
    for (long waited = 0; waited < PATIENCE.toMillis(); waited += LOOK_AGAIN.toMillis()) {
      if (holds.getAsBoolean()) {
        return;
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    throw new AssertionError("does not come about: " + what);
  }

  /**
   * Empties every table of every projection of a server that stopped, and forgets how far each had
   * come.
   */
  void dropProjections() {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(server.data())) {
      PGSimpleDataSource database = new PGSimpleDataSource();
      database.setURL(postgres.jdbcUrl());
      database.setUser(postgres.user());
      database.setPassword(postgres.password());
      JdbcClient jdbc = JdbcClient.create(database);
      List<@Nullable String> tables =
          jdbc.sql(
                  """
                  select quote_ident(table_name) from information_schema.tables
                  where table_schema = 'projections' and table_name <> 'applied'
                  """)
              .query(String.class)
              .list();
      assertThat(tables).hasSizeGreaterThan(20);
      tables.forEach(table -> jdbc.sql("truncate projections." + table + " cascade").update());
      assertThat(jdbc.sql("update projections.applied set position = 0").update()).isEqualTo(5);
      assertThat(jdbc.sql("delete from operations.projection_tokens").update()).isPositive();
    }
  }

  @Override
  public void close() {
    server.close();
    stripe.close();
  }
}
