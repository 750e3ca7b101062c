package dev.packledger.domain.terms;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the plan asks of access tokens.
 *
 * @param lifetimeDays the longest life of a token that uses the licence; null for no limit
 * @param addresses CIDR blocks that may use it; empty for everywhere
 */
public record TokenRules(@Nullable Integer lifetimeDays, List<String> addresses) {
  public static final TokenRules NONE = new TokenRules(null, List.of());

  public TokenRules {
    addresses = List.copyOf(addresses);
    if (lifetimeDays != null && lifetimeDays <= 0) {
      throw new IllegalArgumentException("lifetimeDays is positive");
    }
    addresses.forEach(AddressBlock::parse);
  }

  /** The first instant at which a token is too old; null where it never is. */
  public @Nullable Instant end(Instant issuedAt) {
    return lifetimeDays == null ? null : issuedAt.plus(Duration.ofDays(lifetimeDays));
  }
}
