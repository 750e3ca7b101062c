package dev.packledger.webhooks.stripe;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header {@code Stripe-Signature}: {@code t=<seconds>,v1=<hex HMAC-SHA256 of t.body>[,v1=...]},
 * other schemes ignored (docs.stripe.com/webhooks#verify-manually). The HMAC and its comparison in
 * constant time are stripe-java's; the header is read here first, because {@code Webhook.Signature}
 * throws unchecked exceptions at {@code t=abc} and at parts without {@code =}, and its tolerance
 * looks at the past alone.
 *
 * @param timestamp when it was signed, in seconds, as written
 * @param signatures the v1 signatures, at least one
 */
record StripeSignature(String timestamp, List<String> signatures) {
  /** Longer headers are refused unread; Stripe's have below 200 characters. */
  static final int HEADER_LENGTH_MAX = 2048;

  private static final Pattern PART = Pattern.compile("([A-Za-z0-9_]{1,16})=([A-Za-z0-9]{1,128})");
  private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,10}");
  private static final Pattern HMAC = Pattern.compile("[0-9a-f]{64}");

  /** Reads a header; empty where it is not exactly of the form. */
  static Optional<StripeSignature> parse(String header) {
    if (header.length() > HEADER_LENGTH_MAX) {
      return Optional.empty();
    }
    List<String> timestamps = new ArrayList<>();
    List<String> signatures = new ArrayList<>();
    for (String part : header.split(",", -1)) {
      Matcher matcher = PART.matcher(part.strip());
      if (!matcher.matches()) {
        return Optional.empty();
      }
      String value = matcher.group(2);
      switch (matcher.group(1)) {
        case "t" -> timestamps.add(value);
        case Webhook.Signature.EXPECTED_SCHEME -> signatures.add(value);
        default -> {
          // v0 and what may come: no scheme that we trust.
        }
      }
    }
    boolean wellFormed =
        timestamps.size() == 1
            && SECONDS.matcher(timestamps.getFirst()).matches()
            && !signatures.isEmpty()
            && signatures.stream().allMatch(signature -> HMAC.matcher(signature).matches());
    return wellFormed
        ? Optional.of(new StripeSignature(timestamps.getFirst(), List.copyOf(signatures)))
        : Optional.empty();
  }

  /** Whether one of the secrets signed the body; every secret is tried, whichever fits. */
  boolean signs(String body, List<String> secrets) {
    String header = "t=" + timestamp + ",v1=" + String.join(",v1=", signatures);
    boolean signed = false;
    for (String secret : secrets) {
      signed |= verifies(body, header, secret);
    }
    return signed;
  }

  private static boolean verifies(String body, String header, String secret) {
    try {
      // Tolerance 0 leaves the time out: it is judged by isTimely, on both sides.
      return Webhook.Signature.verifyHeader(body, header, secret, 0);
    } catch (SignatureVerificationException notSigned) {
      return false;
    }
  }

  /** Whether it was signed at most the tolerance before or after now. */
  boolean isTimely(Instant now, Duration tolerance) {
    Instant signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
    return Duration.between(signedAt, now).abs().compareTo(tolerance) <= 0;
  }
}
