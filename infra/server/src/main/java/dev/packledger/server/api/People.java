package dev.packledger.server.api;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.domain.ledger.Sealed;
import dev.packledger.identity.PersonKeys;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Closes people's addresses before a command carries them, and opens them for who may see them. */
@Component
public final class People {
  private static final int ADDRESS_CHARS_MAX = 254;

  private final PersonKeys keys;

  People(PersonKeys keys) {
    this.keys = keys;
  }

  /** A person and their address, closed. */
  record Person(PersonId id, Sealed email) {}

  /** The person whom an address finds, who is new where it finds none. */
  Person person(Call call, String email) {
    if (!isAddress(email)) {
      throw ProblemException.of(422, "email.invalid", "This is not an e-mail address.");
    }
    PersonId ifNew = new PersonId(call.postKey().id(PersonId.PREFIX, email));
    PersonId person = keys.personOf(email, ifNew);
    return new Person(person, keys.seal(person, email.strip()));
  }

  /** The address; null where the person was forgotten. */
  @Nullable String open(Sealed email) {
    return keys.open(email).orElse(null);
  }

  /** Only what could never be delivered is refused; whether it can be, mail tells. */
  private static boolean isAddress(String text) {
    String address = text.strip();
    int at = address.lastIndexOf('@');
    return address.length() <= ADDRESS_CHARS_MAX
        && at > 0
        && at < address.length() - 1
        && address.chars().noneMatch(c -> c <= ' ' || c == 0x7f);
  }
}
