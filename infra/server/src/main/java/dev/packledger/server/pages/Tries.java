package dev.packledger.server.pages;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.identity.GuessLimiter;
import dev.packledger.server.api.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Limits how often secrets are tried on pages: from one network address, and, by who is past the
 * password, for one person, so that a code is not guessed from many addresses. A password is not
 * limited by person: anybody could lock anybody out.
 */
@Component
public final class Tries {
  private final GuessLimiter guesses;

  Tries(GuessLimiter guesses) {
    this.guesses = guesses;
  }

  /**
   * @param person who is past the password; null where nobody is
   * @throws ProblemException {@code credential.guessed} where one must wait
   */
  public void require(String address, @Nullable PersonId person) {
    if (guesses.wait(address).isPresent()
        || (person != null && guesses.wait(person.value()).isPresent())) {
      throw ProblemException.of(429, "credential.guessed", "Too many tries. Wait a little.");
    }
  }

  /** Counts a try that failed. */
  public void failed(String address, @Nullable PersonId person) {
    guesses.guessed(address);
    if (person != null) {
      guesses.guessed(person.value());
    }
  }
}
