package dev.packledger.server;

import dev.packledger.server.engines.LedgerPlace;
import dev.packledger.server.usage.UsageSettings;
import dev.packledger.server.web.TrustedProxies;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an operator decides before the start.
 *
 * @param data the folder that holds keys, blobs and, without {@code databaseUrl}, the database
 * @param port where HTTP is served; 0 for a free one
 * @param databaseUrl a JDBC address of a PostgreSQL of one's own; null for the embedded one
 * @param ledger which engine keeps the ledger
 * @param publicUrl how clients reach this server, without a trailing slash; null for what each
 *     request names in its Host header
 * @param baseDomain where set, {@code slug.baseDomain} is the host name of each organisation
 * @param unscopedNames whether npm packages without a scope may be published
 * @param stripeApi the payment provider's API
 * @param leaseTime how long a node may go on deciding without having reported its position
 * @param evaluationsMax the most access decisions that one request may ask for
 * @param trustedProxies who is believed about the client that a request comes from
 * @param limits of what is taken in and remembered
 * @param usage how downloads and denials are counted
 */
public record ServerOptions(
    Path data,
    int port,
    @Nullable String databaseUrl,
    LedgerPlace ledger,
    @Nullable URI publicUrl,
    @Nullable String baseDomain,
    boolean unscopedNames,
    URI stripeApi,
    Duration leaseTime,
    int evaluationsMax,
    TrustedProxies trustedProxies,
    ServerLimits limits,
    UsageSettings usage) {
  public static final int PORT = 8080;
  public static final URI STRIPE_API = URI.create("https://api.stripe.com");
  public static final Duration LEASE_TIME = Duration.ofSeconds(5);
  public static final int EVALUATIONS_MAX = 1000;

  /** More would hold up those whose requests the same thread reads. */
  public static final int EVALUATIONS_BOUND = 100_000;

  /** The embedded database and every default, on a folder and a port. */
  public static ServerOptions on(Path data, int port) {
    return new ServerOptions(
        data,
        port,
        null,
        LedgerPlace.POSTGRESQL,
        null,
        null,
        false,
        STRIPE_API,
        LEASE_TIME,
        EVALUATIONS_MAX,
        TrustedProxies.NONE,
        ServerLimits.USUAL,
        UsageSettings.USUAL);
  }

  /** These options, but for what is changed. */
  public ServerOptions with(Consumer<Changes> changes) {
    Changes changed = new Changes(this);
    changes.accept(changed);
    return changed.done();
  }

  /** Options while they are put together. */
  public static final class Changes {
    private final ServerOptions from;
    private @Nullable String databaseUrl;
    private LedgerPlace ledger;
    private @Nullable String baseDomain;
    private URI stripeApi;
    private TrustedProxies trustedProxies;
    private ServerLimits limits;
    private UsageSettings usage;

    private Changes(ServerOptions from) {
      this.from = from;
      this.databaseUrl = from.databaseUrl;
      this.ledger = from.ledger;
      this.baseDomain = from.baseDomain;
      this.stripeApi = from.stripeApi;
      this.trustedProxies = from.trustedProxies;
      this.limits = from.limits;
      this.usage = from.usage;
    }

    public Changes databaseUrl(@Nullable String url) {
      databaseUrl = url;
      return this;
    }

    public Changes ledger(LedgerPlace place) {
      ledger = place;
      return this;
    }

    public Changes baseDomain(String domain) {
      baseDomain = domain;
      return this;
    }

    public Changes stripeApi(URI address) {
      stripeApi = address;
      return this;
    }

    public Changes trustedProxies(TrustedProxies trusted) {
      trustedProxies = trusted;
      return this;
    }

    public Changes limits(ServerLimits other) {
      limits = other;
      return this;
    }

    public Changes usage(UsageSettings settings) {
      usage = settings;
      return this;
    }

    private ServerOptions done() {
      return new ServerOptions(
          from.data,
          from.port,
          databaseUrl,
          ledger,
          from.publicUrl,
          baseDomain,
          from.unscopedNames,
          stripeApi,
          from.leaseTime,
          from.evaluationsMax,
          trustedProxies,
          limits,
          usage);
    }
  }
}
