package dev.packledger.identity;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.domain.ledger.Sealed;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Closes and opens personal data, one key a person: the single place that holds such a key. Keys
 * lie in a table, wrapped by the instance's key file; both belong in every backup. No opened key is
 * kept in memory between calls, so that a person is forgotten by all nodes at once.
 *
 * <p>Known hole: PostgreSQL keeps an overwritten row in its files until it is vacuumed and its log
 * is recycled, and backups made before keep it for as long as they are kept.
 */
public final class PersonKeys {
  private static final int KEY_BYTES = 32;
  private static final int KEY_ID_BYTES = 8;

  private final JdbcClient jdbc;
  private final SecretKey wrapping;
  private final SecretKey addresses;

  /**
   * @throws KeyFailure with {@link KeyFailure#OTHER_KEY} where the database was made with another
   *     key file: nothing it holds could be opened, and nothing sealed now could be opened there
   *     later
   */
  public PersonKeys(JdbcClient jdbc, InstanceKeys keys) {
    this.jdbc = jdbc;
    wrapping = keys.key(InstanceKeys.Purpose.PERSON_KEYS);
    addresses = keys.key(InstanceKeys.Purpose.ADDRESSES);
    checkFingerprint(keys.fingerprint());
  }

  private void checkFingerprint(String fingerprint) {
    jdbc.sql("INSERT INTO identity.instance (fingerprint) VALUES (:own) ON CONFLICT DO NOTHING")
        .param("own", fingerprint)
        .update();
    String found =
        jdbc.sql("SELECT fingerprint FROM identity.instance").query(String.class).single();
    if (!found.equals(fingerprint)) {
      throw new KeyFailure(
          KeyFailure.OTHER_KEY,
          "keys/instance.key is not the key file that this database was made with; restore that"
              + " one");
    }
  }

  /**
   * The person whom an address finds; where it finds none, the new person is theirs from now on.
   *
   * @param address an e-mail address; case, surrounding white space and the form of composed
   *     letters make no difference
   * @param ifNew a fresh id
   */
  public PersonId personOf(String address, PersonId ifNew) {
    Optional<PersonId> known = find(address);
    if (known.isPresent()) {
      return known.get();
    }
    createKey(ifNew);
    int inserted =
        jdbc.sql(
                """
                INSERT INTO identity.person_addresses (address_mac, person)
                VALUES (:mac, :person) ON CONFLICT DO NOTHING
                """)
            .param("mac", addressMac(address))
            .param("person", ifNew.value())
            .update();
    if (inserted == 1) {
      return ifNew;
    }
    jdbc.sql("DELETE FROM identity.person_keys WHERE person = :person")
        .param("person", ifNew.value())
        .update();
    return find(address).orElseThrow();
  }

  /** The person whom an address finds; empty where nobody has it or who had it was forgotten. */
  public Optional<PersonId> find(String address) {
    return jdbc.sql("SELECT person FROM identity.person_addresses WHERE address_mac = :mac")
        .param("mac", addressMac(address))
        .query((row, ignored) -> new PersonId(row.getString("person")))
        .optional();
  }

  private byte[] addressMac(String address) {
    String same =
        Normalizer.normalize(address.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    return Macs.mac(addresses, same);
  }

  /**
   * Closes a text about a person; the first one makes the person's key.
   *
   * @throws IllegalStateException where the person was forgotten
   */
  public Sealed seal(PersonId person, String text) {
    createKey(person);
    StoredKey stored =
        stored(List.of(person))
            .computeIfAbsent(
                person,
                gone -> {
                  throw new IllegalStateException(gone.value() + " was forgotten");
                });
    SealedBytes sealed =
        SealedBytes.seal(
            unwrapped(person, stored),
            text.getBytes(StandardCharsets.UTF_8),
            context(person, stored.id()));
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return new Sealed(
        person,
        stored.id(),
        base64.encodeToString(sealed.nonce()),
        base64.encodeToString(sealed.ciphertext()));
  }

  /** The text that was closed; empty where the person was forgotten. */
  public Optional<String> open(Sealed sealed) {
    return Optional.ofNullable(open(List.of(sealed)).get(sealed));
  }

  /**
   * The texts that were closed; those of forgotten persons are not among them.
   *
   * @throws KeyFailure with {@link KeyFailure#DAMAGED} where one was changed
   */
  public Map<Sealed, String> open(Collection<Sealed> many) {
    Map<PersonId, StoredKey> keys = stored(many.stream().map(Sealed::person).distinct().toList());
    Map<Sealed, String> opened = new HashMap<>();
    for (Sealed sealed : many) {
      StoredKey stored = keys.get(sealed.person());
      if (stored != null) {
        opened.put(sealed, opened(sealed, stored));
      }
    }
    return opened;
  }

  private String opened(Sealed sealed, StoredKey stored) {
    if (!stored.id().equals(sealed.key())) {
      throw damaged("a text about " + sealed.person().value() + " names another key", null);
    }
    byte[] nonce;
    byte[] ciphertext;
    try {
      nonce = Base64.getUrlDecoder().decode(sealed.nonce());
      ciphertext = Base64.getUrlDecoder().decode(sealed.ciphertext());
    } catch (IllegalArgumentException notBase64) {
      throw damaged("a text about " + sealed.person().value() + " is no base64", notBase64);
    }
    byte[] text =
        new SealedBytes(nonce, ciphertext)
            .open(unwrapped(sealed.person(), stored), context(sealed.person(), stored.id()));
    return new String(text, StandardCharsets.UTF_8);
  }

  /**
   * Forgets a person: destroys the key, and the addresses that found them. Everything closed about
   * them stays closed for ever; the row remains without the key and says when.
   *
   * @param now the injected clock
   * @return false where there was no key to destroy
   */
  public boolean erase(PersonId person, Instant now) {
    return jdbc.sql(
                """
                WITH addresses AS (
                  DELETE FROM identity.person_addresses WHERE person = :person
                )
                UPDATE identity.person_keys SET wrapped = NULL, forgotten_at = :now
                WHERE person = :person AND wrapped IS NOT NULL
                """)
            .param("person", person.value())
            .param("now", now.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  private record StoredKey(String id, byte[] wrapped) {}

  private void createKey(PersonId person) {
    String id = HexFormat.of().formatHex(InstanceKeys.random(KEY_ID_BYTES));
    SealedBytes wrapped =
        SealedBytes.seal(wrapping, InstanceKeys.random(KEY_BYTES), context(person, id));
    jdbc.sql(
            """
            INSERT INTO identity.person_keys (person, key, wrapped)
            VALUES (:person, :key, :wrapped) ON CONFLICT DO NOTHING
            """)
        .param("person", person.value())
        .param("key", id)
        .param("wrapped", wrapped.joined())
        .update();
  }

  private Map<PersonId, StoredKey> stored(List<PersonId> persons) {
    Map<PersonId, StoredKey> keys = new HashMap<>();
    jdbc.sql(
            """
            SELECT person, key, wrapped FROM identity.person_keys
            WHERE person = ANY (:persons) AND wrapped IS NOT NULL
            """)
        .param("persons", persons.stream().map(PersonId::value).toArray(String[]::new))
        .query(
            row -> {
              keys.put(
                  new PersonId(row.getString("person")),
                  new StoredKey(row.getString("key"), row.getBytes("wrapped")));
            });
    return keys;
  }

  private SecretKey unwrapped(PersonId person, StoredKey stored) {
    byte[] key = SealedBytes.split(stored.wrapped()).open(wrapping, context(person, stored.id()));
    try {
      return new SecretKeySpec(key, "AES");
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** Bound into every ciphertext, so that none opens in another one's place. */
  private static byte[] context(PersonId person, String keyId) {
    return (person.value() + '\0' + keyId).getBytes(StandardCharsets.UTF_8);
  }

  private static KeyFailure damaged(String message, @Nullable Throwable cause) {
    return cause == null
        ? new KeyFailure(KeyFailure.DAMAGED, message)
        : new KeyFailure(KeyFailure.DAMAGED, message, cause);
  }
}
