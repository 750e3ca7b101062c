package dev.packledger.server.pages.signin;

import dev.packledger.identity.signin.Passwords;
import dev.packledger.server.api.ProblemException;
import org.springframework.stereotype.Component;

/** Refuses a password that somebody chose where it is no good. */
@Component
final class NewPasswords {
  private final Passwords passwords;

  NewPasswords(Passwords passwords) {
    this.passwords = passwords;
  }

  /**
   * @throws ProblemException with a code of {@link Passwords#refusal}
   */
  void require(String password) {
    passwords
        .refusal(password)
        .ifPresent(
            code -> {
              throw ProblemException.of(
                  422,
                  code,
                  "Take a password of %d to %d characters that is not a common one."
                      .formatted(Passwords.CHARACTERS_MIN, Passwords.CHARACTERS_MAX));
            });
  }
}
