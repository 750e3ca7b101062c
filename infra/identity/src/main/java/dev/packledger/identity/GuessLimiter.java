package dev.packledger.identity;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits how often one address may show secrets that nobody knows. Each address has a bucket that
 * holds a burst of guesses and fills up again with time; only unknown secrets take from it, so that
 * who shows good ones is never slowed down, unless somebody guesses from the same address: then all
 * wait, because answering some would answer the guesses.
 *
 * <p>An IPv6 address counts with its first 64 bits, which one caller usually has as a whole. Memory
 * is bounded: beyond the given number of addresses those that guessed least are let go first. Any
 * thread may call.
 */
public final class GuessLimiter {
  private static final int IPV6_PREFIX_BYTES = 8;

  private final InstantSource clock;
  private final Limits limits;

  /** When each address's bucket will be full again, in nanoseconds since {@link #start}. */
  private final ConcurrentHashMap<String, Long> fullAt = new ConcurrentHashMap<>();

  private final Instant start;

  /**
   * @param burst guesses that an address has at once
   * @param refill time after which it has one more
   * @param addressesMax addresses that are remembered
   */
  public record Limits(int burst, Duration refill, int addressesMax) {
    public static final Limits DEFAULT = new Limits(30, Duration.ofSeconds(2), 100_000);

    public Limits {
      if (burst < 1 || refill.isNegative() || refill.isZero() || addressesMax < 1) {
        throw new IllegalArgumentException("limits of guessing are positive");
      }
    }
  }

  public GuessLimiter(InstantSource clock, Limits limits) {
    this.clock = clock;
    this.limits = limits;
    this.start = clock.instant();
  }

  /** How long the address must wait before a secret of its is looked at; empty where not at all. */
  public Optional<Duration> wait(String address) {
    Long full = fullAt.get(key(address));
    if (full == null) {
      return Optional.empty();
    }
    long waitNanos = full - now() - limits.refill().toNanos() * (limits.burst() - 1L);
    return waitNanos > 0 ? Optional.of(Duration.ofNanos(waitNanos)) : Optional.empty();
  }

  /** Counts one unknown secret shown by the address. */
  public void guessed(String address) {
    long now = now();
    long refill = limits.refill().toNanos();
    fullAt.merge(key(address), now + refill, (full, first) -> Math.max(full, now) + refill);
    if (fullAt.size() > limits.addressesMax()) {
      forget(now);
    }
  }

  /** Addresses that are remembered now. */
  public int remembered() {
    return fullAt.size();
  }

  private long now() {
    return Duration.between(start, clock.instant()).toNanos();
  }

  /** First the buckets that are full; then a tenth of the others, those fullest before others. */
  private synchronized void forget(long now) {
    fullAt.values().removeIf(full -> full <= now);
    int tooMany = fullAt.size() - limits.addressesMax() * 9 / 10;
    if (fullAt.size() <= limits.addressesMax()) {
      return;
    }
    fullAt.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .limit(tooMany)
        .map(Map.Entry::getKey)
        .toList()
        .forEach(fullAt::remove);
  }

  /** What counts as one caller; a text that is no address stands for itself. */
  private static String key(String address) {
    int zone = address.indexOf('%');
    byte[] bytes;
    try {
      bytes = InetAddress.ofLiteral(zone < 0 ? address : address.substring(0, zone)).getAddress();
    } catch (IllegalArgumentException noAddress) {
      return address;
    }
    return HexFormat.of().formatHex(bytes, 0, bytes.length == 4 ? 4 : IPV6_PREFIX_BYTES);
  }
}
