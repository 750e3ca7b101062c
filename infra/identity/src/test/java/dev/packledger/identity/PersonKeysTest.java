package dev.packledger.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.domain.ledger.Sealed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Personal data closes, opens, and stays closed once a person is forgotten. */
class PersonKeysTest {
  private static final PersonId ANN = new PersonId("per_00000000000000000000000001");
  private static final PersonId BOB = new PersonId("per_00000000000000000000000002");
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir Path folder;
  private JdbcClient jdbc;
  private PersonKeys keys;

  @BeforeEach
  void openKeys() {
    DataSource database = IdentityDatabase.empty();
    jdbc = JdbcClient.create(database);
    keys = new PersonKeys(jdbc, InstanceKeys.open(folder));
  }

  @Test
  void whatWasSealedOpens() {
    Sealed sealed = keys.seal(ANN, "ann@example.com");
    assertThat(keys.open(sealed)).contains("ann@example.com");
    assertThat(sealed.toString()).doesNotContain("example");
    assertThat(keys.seal(ANN, "ann@example.com"))
        .as("the same text looks different each time")
        .isNotEqualTo(sealed);
  }

  @Test
  void otherNodesAndLaterProcessesOpenItToo() {
    Sealed sealed = keys.seal(ANN, "Ann");
    assertThat(new PersonKeys(jdbc, InstanceKeys.open(folder)).open(sealed)).contains("Ann");
  }

  @Test
  void aForgottenPersonStaysClosedAndOthersDoNot() {
    PersonId ann = keys.personOf("ann@example.com", ANN);
    Sealed about = keys.seal(ann, "ann@example.com");
    Sealed other = keys.seal(BOB, "bob@example.com");
    assertThat(keys.erase(ann, NOW)).isTrue();
    assertThat(keys.open(about)).isEmpty();
    assertThat(keys.open(List.of(about, other))).containsOnlyKeys(other);
    assertThat(keys.find("ann@example.com")).isEmpty();
    assertThat(keys.erase(ann, NOW)).as("once only").isFalse();
    assertThatThrownBy(() -> keys.seal(ann, "again")).hasMessageContaining("was forgotten");
  }

  @Test
  void theSameAddressLaterIsANewPerson() {
    keys.personOf("ann@example.com", ANN);
    keys.erase(ANN, NOW);
    assertThat(keys.personOf("ann@example.com", BOB)).isEqualTo(BOB);
  }

  @Test
  void anAddressFindsOnePersonHoweverItIsWritten() {
    assertThat(keys.personOf("Ann@Example.com", ANN)).isEqualTo(ANN);
    assertThat(keys.personOf(" ann@example.COM ", BOB)).isEqualTo(ANN);
    assertThat(keys.find("bob@example.com")).isEmpty();
    String stored =
        jdbc.sql("SELECT encode(address_mac, 'escape') FROM identity.person_addresses")
            .query(String.class)
            .single();
    assertThat(stored).doesNotContain("ann");
  }

  @Test
  void manyAtOnceFindOnePerson() throws Exception {
    Set<PersonId> found = ConcurrentHashMap.newKeySet();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> calls =
          IntStream.range(0, 20)
              .<Callable<Boolean>>mapToObj(
                  i -> () -> found.add(keys.personOf("ann@example.com", person(i))))
              .toList();
      for (Future<Boolean> call : threads.invokeAll(calls)) {
        call.get();
      }
    }
    assertThat(found).hasSize(1);
    assertThat(jdbc.sql("SELECT count(*) FROM identity.person_keys").query(Long.class).single())
        .isEqualTo(1);
  }

  private static PersonId person(int number) {
    return new PersonId("per_%026d".formatted(number));
  }

  @Test
  void aChangedTextIsDamagedAndNotSomethingElse() {
    Sealed ann = keys.seal(ANN, "ann@example.com");
    Sealed bob = keys.seal(BOB, "bob@example.com");
    assertDamaged(new Sealed(ANN, ann.key(), ann.nonce(), bob.ciphertext()));
    assertDamaged(new Sealed(BOB, bob.key(), ann.nonce(), ann.ciphertext()));
    assertDamaged(new Sealed(ANN, bob.key(), ann.nonce(), ann.ciphertext()));
    assertDamaged(new Sealed(ANN, ann.key(), "", ann.ciphertext()));
    assertDamaged(new Sealed(ANN, ann.key(), ann.nonce(), ""));
    assertDamaged(new Sealed(ANN, ann.key(), ann.nonce(), "***"));
  }

  private void assertDamaged(Sealed sealed) {
    assertThatThrownBy(() -> keys.open(sealed))
        .isInstanceOfSatisfying(
            KeyFailure.class, failure -> assertThat(failure.code()).isEqualTo("data.damaged"));
  }

  @Test
  void anotherKeyFileIsRefused(@TempDir Path otherFolder) {
    InstanceKeys other = InstanceKeys.open(otherFolder);
    assertThatThrownBy(() -> new PersonKeys(jdbc, other))
        .isInstanceOfSatisfying(
            KeyFailure.class, failure -> assertThat(failure.code()).isEqualTo("data.other_key"));
  }
}
