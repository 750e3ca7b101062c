package dev.packledger.webhooks.stripe;

import dev.packledger.webhooks.inbox.Accounts;
import dev.packledger.webhooks.inbox.Inbox;
import dev.packledger.webhooks.inbox.IncomingEvent;
import dev.packledger.webhooks.inbox.IncomingEvent.Arrival;
import dev.packledger.webhooks.inbox.PaymentAccount;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Takes Stripe's webhooks: verifies who signed them, keeps them, answers. What they mean is applied
 * later; nothing here sends a command. Knows no servlet.
 */
public final class StripeWebhooks {
  public static final String PROVIDER = "stripe";

  /** The code of an entry of the other mode, live or test, than its account. */
  public static final String LIVEMODE_MISMATCH = "webhook.livemode_mismatch";

  /** The code of an entry whose object is written in a version that we cannot read. */
  public static final String API_VERSION_UNSUPPORTED = "webhook.api_version_unsupported";

  private final Accounts accounts;
  private final Inbox inbox;
  private final Limits limits;
  private final InstantSource clock;
  private final Runnable onStored;

  /**
   * @param onStored called after an event was stored, to wake the worker; must return at once
   */
  public StripeWebhooks(
      Accounts accounts, Inbox inbox, Limits limits, InstantSource clock, Runnable onStored) {
    this.accounts = accounts;
    this.inbox = inbox;
    this.limits = limits;
    this.clock = clock;
    this.onStored = onStored;
  }

  /**
   * What is taken.
   *
   * @param bodyBytesMax the largest body
   * @param tolerance how far the signature's time may lie from ours, either way
   */
  public record Limits(int bodyBytesMax, Duration tolerance) {
    public static final Limits USUAL = new Limits(1024 * 1024, Duration.ofMinutes(5));
  }

  /** What to answer. */
  public sealed interface Answer {
    /**
     * The event is kept: durably, before this was returned.
     *
     * @param event the provider's event id
     */
    record Taken(String event, boolean duplicate) implements Answer {}

    /** Nothing was taken; a {@link WebhookProblem#EVENT_CONFLICT} alone was kept, in quarantine. */
    record Rejected(WebhookProblem problem) implements Answer {}
  }

  /** The largest body that is worth reading. */
  public int bodyBytesMax() {
    return limits.bodyBytesMax();
  }

  /** The types that can be applied; see {@link Inbox#reconsider}. */
  public static List<String> knownTypes() {
    return StripeEventType.texts();
  }

  /** Whether webhooks for this account are taken at all. */
  public boolean isKnown(String account) {
    return stripeAccount(account).isPresent();
  }

  /**
   * Takes one delivery.
   *
   * @param account the last part of the address
   * @param body exactly the bytes that came
   * @param signatureHeader the header Stripe-Signature, null where there is none
   */
  public Answer receive(String account, byte[] body, @Nullable String signatureHeader) {
    Optional<PaymentAccount> known = stripeAccount(account);
    if (known.isEmpty()) {
      return new Answer.Rejected(WebhookProblem.ACCOUNT_UNKNOWN);
    }
    if (body.length > limits.bodyBytesMax()) {
      return new Answer.Rejected(WebhookProblem.BODY_TOO_LARGE);
    }
    if (signatureHeader == null || signatureHeader.isBlank()) {
      return new Answer.Rejected(WebhookProblem.SIGNATURE_MISSING);
    }
    Optional<String> text = StripeJson.text(body);
    if (text.isEmpty()) {
      // No UTF-8, so no body that Stripe ever signs.
      return new Answer.Rejected(WebhookProblem.SIGNATURE_INVALID);
    }
    Instant now = clock.instant();
    WebhookProblem forged = forged(account, text.get(), signatureHeader, now);
    return forged != null
        ? new Answer.Rejected(forged)
        : keep(known.get(), body, text.get(), signatureHeader, now);
  }

  private Optional<PaymentAccount> stripeAccount(String account) {
    return accounts.find(account).filter(found -> found.provider().equals(PROVIDER));
  }

  private @Nullable WebhookProblem forged(String account, String body, String header, Instant now) {
    Optional<StripeSignature> signature = StripeSignature.parse(header);
    if (signature.isEmpty() || !signature.get().signs(body, accounts.secrets(account, now))) {
      return WebhookProblem.SIGNATURE_INVALID;
    }
    return signature.get().isTimely(now, limits.tolerance())
        ? null
        : WebhookProblem.TIMESTAMP_OUT_OF_TOLERANCE;
  }

  private Answer keep(
      PaymentAccount account, byte[] body, String text, String header, Instant now) {
    Optional<JsonNode> tree = StripeJson.object(text);
    if (tree.isEmpty()) {
      return new Answer.Rejected(WebhookProblem.BODY_MALFORMED);
    }
    StripeEnvelope event;
    try {
      event = StripeEnvelope.of(tree.get());
    } catch (StripeObject.Malformed malformed) {
      return new Answer.Rejected(WebhookProblem.BODY_MALFORMED);
    }
    IncomingEvent incoming =
        new IncomingEvent(
            account.account(),
            event.id(),
            event.type(),
            event.createdAt(),
            event.live(),
            StripeJson.content(tree.get()),
            body,
            header,
            now,
            event.references(),
            arrival(account, event));
    return switch (inbox.store(incoming)) {
      case STORED -> {
        onStored.run();
        yield new Answer.Taken(event.id(), false);
      }
      case DUPLICATE -> new Answer.Taken(event.id(), true);
      case CONFLICT -> new Answer.Rejected(WebhookProblem.EVENT_CONFLICT);
    };
  }

  /**
   * Where an event goes. An event of the wrong mode is signed rightly, so the address was set up in
   * the wrong mode: it is taken, that Stripe does not send it for days, and shown in quarantine.
   */
  private static Arrival arrival(PaymentAccount account, StripeEnvelope event) {
    if (event.live() != account.live()) {
      return Arrival.quarantined(
          LIVEMODE_MISMATCH,
          event.live()
              ? "A live event came to an account of the test mode."
              : "A test event came to a live account.");
    }
    if (StripeEventType.of(event.type()).isEmpty()) {
      return Arrival.UNKNOWN_TYPE;
    }
    return event.isVersionSupported()
        ? Arrival.TO_APPLY
        : Arrival.quarantined(
            API_VERSION_UNSUPPORTED,
            "The endpoint's API version is older than "
                + StripeEnvelope.API_VERSION_OLDEST
                + "; set a newer one.");
  }
}
