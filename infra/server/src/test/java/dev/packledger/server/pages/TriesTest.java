package dev.packledger.server.pages;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.identity.GuessLimiter;
import dev.packledger.server.api.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Two tries at once, one more every minute. */
class TriesTest {
  private static final PersonId ANN = new PersonId(new UUID(0, 1));
  private static final PersonId BOB = new PersonId(new UUID(0, 2));

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final InstantSource clock = () -> now;
  private final Tries tries =
      new Tries(new GuessLimiter(clock, new GuessLimiter.Limits(2, Duration.ofMinutes(1), 100)));

  @Test
  void codesOfOnePersonAreLimitedWhereverTheyAreTriedFrom() {
    tries.failed("192.0.2.1", ANN);
    assertThatCode(() -> tries.require("192.0.2.3", ANN)).doesNotThrowAnyException();
    tries.failed("192.0.2.2", ANN);
    assertThatThrownBy(() -> tries.require("192.0.2.3", ANN))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("credential.guessed");
    assertThatCode(() -> tries.require("192.0.2.3", BOB)).doesNotThrowAnyException();
    now = now.plus(Duration.ofMinutes(1));
    assertThatCode(() -> tries.require("192.0.2.3", ANN)).doesNotThrowAnyException();
  }

  @Test
  void passwordsAreLimitedByAddressAloneSoThatNobodyIsLockedOut() {
    tries.failed("192.0.2.1", null);
    tries.failed("192.0.2.1", null);
    assertThatThrownBy(() -> tries.require("192.0.2.1", null)).isInstanceOf(ProblemException.class);
    assertThatCode(() -> tries.require("192.0.2.2", ANN)).doesNotThrowAnyException();
  }
}
