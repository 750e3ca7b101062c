package dev.packledger.webhooks.stripe;

import java.util.Locale;

/**
 * Why a webhook was not taken, in order of precedence. Each is a problem of RFC 9457 at the edge;
 * the codes are stable.
 */
public enum WebhookProblem {
  ACCOUNT_UNKNOWN(404, "No account of this name takes webhooks here."),
  BODY_TOO_LARGE(413, "The body is larger than any event that Stripe sends."),
  SIGNATURE_MISSING(400, "The header Stripe-Signature is missing or empty."),
  SIGNATURE_INVALID(400, "The header Stripe-Signature does not sign this body."),
  TIMESTAMP_OUT_OF_TOLERANCE(400, "The signature is too old, or from the future."),
  BODY_MALFORMED(400, "The body is not an event of Stripe."),
  EVENT_CONFLICT(400, "Another body came before under the same event id.");

  private final int status;
  private final String sentence;

  WebhookProblem(int status, String sentence) {
    this.status = status;
    this.sentence = sentence;
  }

  /** Stable, such as {@code webhook.signature_missing}. */
  public String code() {
    return "webhook." + name().toLowerCase(Locale.ROOT);
  }

  /** The HTTP status to answer with. */
  public int status() {
    return status;
  }

  /** One plain sentence for a person. */
  public String sentence() {
    return sentence;
  }
}
