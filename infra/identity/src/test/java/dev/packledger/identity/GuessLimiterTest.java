package dev.packledger.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** Guessing is slowed down by address, within bounded memory. */
class GuessLimiterTest {
  private static final GuessLimiter.Limits LIMITS =
      new GuessLimiter.Limits(3, Duration.ofSeconds(2), 10);

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final InstantSource clock = () -> now;
  private final GuessLimiter limiter = new GuessLimiter(clock, LIMITS);

  @Test
  void aBurstIsFreeAndThenOneWaits() {
    for (int i = 0; i < 3; i++) {
      assertThat(limiter.wait("192.0.2.1")).as("guess " + i).isEmpty();
      limiter.guessed("192.0.2.1");
    }
    assertThat(limiter.wait("192.0.2.1")).contains(Duration.ofSeconds(2));
    assertThat(limiter.wait("192.0.2.2")).isEmpty();
    now = now.plusSeconds(1);
    assertThat(limiter.wait("192.0.2.1")).contains(Duration.ofSeconds(1));
    now = now.plusSeconds(1);
    assertThat(limiter.wait("192.0.2.1")).isEmpty();
    limiter.guessed("192.0.2.1");
    assertThat(limiter.wait("192.0.2.1")).contains(Duration.ofSeconds(2));
  }

  @Test
  void restFillsTheBucketAndNotMore() {
    guess("192.0.2.1", 3);
    now = now.plus(Duration.ofDays(365));
    guess("192.0.2.1", 3);
    assertThat(limiter.wait("192.0.2.1")).isPresent();
  }

  @Test
  void oneNetworkOfIpv6CountsAsOneCaller() {
    guess("2001:db8::1", 2);
    guess("2001:db8::ffff:2", 1);
    assertThat(limiter.wait("2001:db8:0:0:1::")).isPresent();
    assertThat(limiter.wait("2001:db8:0:1::1")).isEmpty();
    guess("fe80::1%eth0", 3);
    assertThat(limiter.wait("fe80::2%lo")).isPresent();
  }

  @Test
  void memoryIsBoundedAndTheWorstGuesserIsRemembered() {
    guess("192.0.2.1", 50);
    for (int i = 0; i < 1000; i++) {
      limiter.guessed("198.51.100." + i);
      assertThat(limiter.remembered()).isLessThanOrEqualTo(10);
    }
    assertThat(limiter.wait("192.0.2.1")).isPresent();
  }

  @Test
  void whoWaitedLongEnoughIsForgottenFirst() {
    for (int i = 0; i < 10; i++) {
      limiter.guessed("198.51.100." + i);
    }
    now = now.plusSeconds(60);
    limiter.guessed("192.0.2.1");
    assertThat(limiter.remembered()).isEqualTo(1);
  }

  private void guess(String address, int times) {
    for (int i = 0; i < times; i++) {
      limiter.guessed(address);
    }
  }
}
