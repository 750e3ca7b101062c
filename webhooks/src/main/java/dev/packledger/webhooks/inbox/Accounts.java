package dev.packledger.webhooks.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.packledger.domain.organizations.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sellers' accounts at payment providers with their secrets: the restricted key that we ask with,
 * the secrets that sign webhooks. Operational records, closed by the {@link SecretBox}; that an
 * account belongs to an organisation is said by the ledger.
 */
public final class Accounts {
  private final JdbcClient database;
  private final SecretBox box;

  public Accounts(JdbcClient database, SecretBox box) {
    this.database = database;
    this.box = box;
  }

  /**
   * Keeps an account, or connects a disconnected one again with new secrets.
   *
   * @return false where the account is connected already, to whomever
   */
  public boolean connect(PaymentAccount account, String apiKey, String secret, Instant now) {
    return database
            .sql(
                """
                with kept as (
                  insert into webhooks.accounts
                    (account, provider, organization, live, api_key, connected_at)
                  values (:account, :provider, :organization, :live, :key, :now)
                  on conflict (account) do update set provider = excluded.provider,
                    organization = excluded.organization, live = excluded.live,
                    api_key = excluded.api_key, connected_at = excluded.connected_at,
                    disconnected_at = null
                  where webhooks.accounts.disconnected_at is not null
                  returning account)
                insert into webhooks.account_secrets (account, number, secret)
                select account, 1, :secret from kept
                """)
            .param("account", account.account())
            .param("provider", account.provider())
            .param("organization", account.organization().value())
            .param("live", account.live())
            .param("key", closedKey(account.account(), apiKey))
            .param("now", at(now))
            .param("secret", closedSecret(account.account(), 1, secret))
            .update()
        == 1;
  }

  /** Ends an account: its secrets are destroyed, what it sent stays in the inbox. */
  public void disconnect(String account, Instant now) {
    database
        .sql("delete from webhooks.account_secrets where account = :account")
        .param("account", account)
        .update();
    database
        .sql(
            """
            update webhooks.accounts set api_key = '', disconnected_at = :now
            where account = :account and disconnected_at is null
            """)
        .param("account", account)
        .param("now", at(now))
        .update();
  }

  /** Adds a webhook secret; the ones before it hold until the given instant. */
  public void addSecret(String account, String secret, Instant othersUntil) {
    int number =
        database
            .sql(
                """
                select coalesce(max(number), 0) + 1 from webhooks.account_secrets
                where account = :account
                """)
            .param("account", account)
            .query(Integer.class)
            .single();
    database
        .sql(
            """
            update webhooks.account_secrets
            set valid_until = least(coalesce(valid_until, :until), :until)
            where account = :account
            """)
        .param("account", account)
        .param("until", at(othersUntil))
        .update();
    database
        .sql(
            """
            insert into webhooks.account_secrets (account, number, secret)
            values (:account, :number, :secret)
            """)
        .param("account", account)
        .param("number", number)
        .param("secret", closedSecret(account, number, secret))
        .update();
  }

  public void replaceApiKey(String account, String apiKey) {
    database
        .sql("update webhooks.accounts set api_key = :key where account = :account")
        .param("key", closedKey(account, apiKey))
        .param("account", account)
        .update();
  }

  /** A connected account. */
  public Optional<PaymentAccount> find(String account) {
    if (!PaymentAccount.isAccount(account)) {
      return Optional.empty();
    }
    return database
        .sql(
            """
            select account, provider, organization, live from webhooks.accounts
            where account = :account and disconnected_at is null
            """)
        .param("account", account)
        .query(Accounts::account)
        .optional();
  }

  /** The connected accounts of a seller, by account id. */
  public List<PaymentAccount> ofOrganization(OrganizationId organization) {
    return database
        .sql(
            """
            select account, provider, organization, live from webhooks.accounts
            where organization = :organization and disconnected_at is null order by account
            """)
        .param("organization", organization.value())
        .query(Accounts::account)
        .list();
  }

  /** The secrets that may sign at an instant, the newest first. */
  public List<String> secrets(String account, Instant instant) {
    return database
        .sql(
            """
            select number, secret from webhooks.account_secrets
            where account = :account and (valid_until is null or valid_until > :instant)
            order by number desc
            """)
        .param("account", account)
        .param("instant", at(instant))
        .query(
            (row, number) -> {
              String place = secretPlace(account, row.getInt("number"));
              return new String(box.open(row.getBytes("secret"), place), UTF_8);
            })
        .list();
  }

  /** The key to ask the provider with. */
  public String apiKey(String account) {
    byte[] closed =
        database
            .sql(
                """
                select api_key from webhooks.accounts
                where account = :account and disconnected_at is null
                """)
            .param("account", account)
            .query((row, number) -> row.getBytes("api_key"))
            .optional()
            .orElseThrow(() -> new ProviderFailure("account.disconnected", "It is disconnected."));
    return new String(box.open(closed, keyPlace(account)), UTF_8);
  }

  private byte[] closedKey(String account, String apiKey) {
    return box.close(apiKey.getBytes(UTF_8), keyPlace(account));
  }

  private byte[] closedSecret(String account, int number, String secret) {
    return box.close(secret.getBytes(UTF_8), secretPlace(account, number));
  }

  private static String keyPlace(String account) {
    return "webhooks.accounts/" + account;
  }

  private static String secretPlace(String account, int number) {
    return "webhooks.account_secrets/" + account + "/" + number;
  }

  private static PaymentAccount account(ResultSet row, int number) throws SQLException {
    return new PaymentAccount(
        row.getString("account"),
        row.getString("provider"),
        new OrganizationId(row.getString("organization")),
        row.getBoolean("live"));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
