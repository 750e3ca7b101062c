package dev.packledger.server.api;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationCommand;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.PaymentAccountRow;
import dev.packledger.server.web.Addresses;
import dev.packledger.webhooks.inbox.Accounts;
import dev.packledger.webhooks.inbox.PaymentAccount;
import dev.packledger.webhooks.stripe.StripeWebhooks;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A seller's own accounts at a payment provider. Their secrets are closed and never shown again.
 */
@RestController
@RequestMapping("/api/v1/organizations/{organization}/payment-accounts")
public class PaymentAccountsApi {
  private final ApiCommands commands;
  private final DirectoryQueries directory;
  private final Accounts accounts;
  private final Addresses addresses;

  PaymentAccountsApi(
      ApiCommands commands, DirectoryQueries directory, Accounts accounts, Addresses addresses) {
    this.commands = commands;
    this.directory = directory;
    this.accounts = accounts;
    this.addresses = addresses;
  }

  /**
   * @param account the provider's account id
   * @param live false in the provider's test mode
   * @param restrictedKey reads what webhooks leave out
   * @param webhookSecret signs the provider's deliveries
   */
  public record Connection(
      String provider, String account, boolean live, String restrictedKey, String webhookSecret) {
    /** Without the secrets, whoever prints it. */
    @Override
    public String toString() {
      return "Connection[" + provider + ' ' + account + ']';
    }
  }

  public record WebhookSecret(String webhookSecret, Instant othersUntil) {
    /** Without the secret. */
    @Override
    public String toString() {
      return "WebhookSecret[]";
    }
  }

  /**
   * @param webhookAddress where the provider is to deliver
   */
  public record View(
      String provider,
      String account,
      boolean live,
      URI webhookAddress,
      @Nullable Instant connectedAt,
      @Nullable Instant disconnectedAt) {}

  @PostMapping
  public ResponseEntity<View> connect(
      Call call, @PathVariable OrganizationId organization, @RequestBody Connection body) {
    call.require(organization, Role.ADMIN, Role.FINANCE);
    requireUsable(organization, body);
    Position position =
        commands.send(
            call,
            new OrganizationCommand.ConnectPaymentAccount(
                organization, body.provider(), body.account(), body.live()));
    // Safe now: the event. A crash here leaves an account without secrets; the retry adds them.
    boolean unused =
        accounts.connect(
            new PaymentAccount(body.account(), body.provider(), organization, body.live()),
            body.restrictedKey(),
            body.webhookSecret(),
            call.now());
    return ApiCommands.created(
        "/api/v1/organizations/"
            + organization.value()
            + "/payment-accounts/"
            + body.provider()
            + '/'
            + body.account(),
        position,
        new View(
            body.provider(), body.account(), body.live(), webhook(body.account()), null, null));
  }

  @GetMapping
  public List<View> list(Call call, @PathVariable OrganizationId organization) {
    call.requireReader(organization);
    return directory.paymentAccounts(organization).stream().map(this::view).toList();
  }

  /** A new secret beside the others, which end at an instant: how a secret is changed. */
  @PostMapping("/{provider}/{account}/webhook-secrets")
  public ResponseEntity<Void> addSecret(
      Call call,
      @PathVariable OrganizationId organization,
      @PathVariable String provider,
      @PathVariable String account,
      @RequestBody WebhookSecret body) {
    call.require(organization, Role.ADMIN, Role.FINANCE);
    requireOwn(organization, account);
    accounts.addSecret(account, body.webhookSecret(), body.othersUntil());
    return ResponseEntity.noContent().build();
  }

  @DeleteMapping("/{provider}/{account}")
  public ResponseEntity<Void> disconnect(
      Call call,
      @PathVariable OrganizationId organization,
      @PathVariable String provider,
      @PathVariable String account) {
    call.require(organization, Role.ADMIN, Role.FINANCE);
    Position position =
        commands.send(
            call,
            new OrganizationCommand.DisconnectPaymentAccount(organization, provider, account));
    if (isOwn(organization, account)) {
      accounts.disconnect(account, call.now());
    }
    return ApiCommands.done(position);
  }

  private void requireUsable(OrganizationId organization, Connection body) {
    if (!body.provider().equals(StripeWebhooks.PROVIDER)) {
      throw ProblemException.of(422, "payment_account.provider_unknown", "The provider is stripe.");
    }
    if (!PaymentAccount.isAccount(body.account())
        || body.restrictedKey().isBlank()
        || body.webhookSecret().isBlank()) {
      throw ProblemException.of(
          422,
          "payment_account.invalid",
          "An account id has 1 to 64 of A-Z a-z 0-9 _ -; key and secret are not empty.");
    }
    boolean taken =
        accounts
            .find(body.account())
            .filter(known -> !known.organization().equals(organization))
            .isPresent();
    if (taken) {
      throw ProblemException.of(
          409, "payment_account.taken", "Another organisation has connected this account.");
    }
  }

  private boolean isOwn(OrganizationId organization, String account) {
    return accounts
        .find(account)
        .filter(known -> known.organization().equals(organization))
        .isPresent();
  }

  private void requireOwn(OrganizationId organization, String account) {
    if (!isOwn(organization, account)) {
      throw ProblemException.unknown("payment_account");
    }
  }

  private View view(PaymentAccountRow row) {
    return new View(
        row.provider(),
        row.account(),
        row.live(),
        webhook(row.account()),
        row.connectedAt(),
        row.disconnectedAt());
  }

  private URI webhook(String account) {
    return URI.create(addresses.server() + "/webhooks/stripe/" + account);
  }
}
