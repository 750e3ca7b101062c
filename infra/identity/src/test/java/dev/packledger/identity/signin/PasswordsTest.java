package dev.packledger.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Passwords are kept dearly, and only good ones are taken. */
class PasswordsTest {
  private static final String GOOD = "violet tractor soup";
  private static final Passwords PASSWORDS = new Passwords();

  @Test
  void matchesTheOneItWasMadeOf() {
    String hash = PASSWORDS.hash(GOOD);
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("violet");
    assertThat(PASSWORDS.hash(GOOD)).as("salted").isNotEqualTo(hash);
    assertThat(PASSWORDS.matches(GOOD, hash)).isTrue();
    assertThat(PASSWORDS.matches(GOOD + " ", hash)).isFalse();
    assertThat(PASSWORDS.matches("Violet tractor soup", hash)).isFalse();
  }

  @Test
  void theFormOfComposedLettersMakesNoDifference() {
    String hash = PASSWORDS.hash("g\u00fcnstige pr\u00e4mie");
    assertThat(PASSWORDS.matches("gu\u0308nstige pra\u0308mie", hash)).isTrue();
  }

  @Test
  void lengthIsBoundedOnBothSides() {
    String eleven = "abcd-efgh-i";
    assertThat(PASSWORDS.refusal(eleven)).contains("password.too_short");
    assertThat(PASSWORDS.refusal(eleven + "j")).isEmpty();
    assertThat(PASSWORDS.refusal("abcdefgh".repeat(16))).isEmpty();
    assertThat(PASSWORDS.refusal("abcdefgh".repeat(16) + "x")).contains("password.too_long");
    assertThat(
            PASSWORDS.refusal(
                "\ud83d\ude00\ud83d\ude01\ud83d\ude02\ud83d\ude03\ud83d\ude04\ud83d\ude05"))
        .as("characters, not their halves")
        .contains("password.too_short");
  }

  @Test
  void commonOnesAreRefused() {
    assertThat(PASSWORDS.refusal("password1234")).contains("password.common");
    assertThat(PASSWORDS.refusal("PassWord1234")).contains("password.common");
    assertThat(PASSWORDS.refusal("1q2w3e4r5t6y")).contains("password.common");
    assertThat(PASSWORDS.refusal("abcabcabcabcabc")).contains("password.common");
    assertThat(PASSWORDS.refusal("abcdabcdabcdabcd")).isEmpty();
    assertThat(PASSWORDS.refusal(GOOD)).isEmpty();
  }

  @Test
  void whoComesWhenAllPlacesAreTakenWaits() throws Exception {
    Semaphore places = new Semaphore(1);
    Passwords one = new Passwords(places);
    String hash = one.hash(GOOD);
    places.acquire();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> waiting = threads.submit(() -> one.matches(GOOD, hash));
      Future<String> behind = threads.submit(() -> one.hash(GOOD));
      while (places.getQueueLength() < 2) {
        Thread.onSpinWait();
      }
      assertThat(waiting.isDone() || behind.isDone()).isFalse();
      places.release();
      assertThat(waiting.get()).isTrue();
      assertThat(behind.get()).isNotEmpty();
    }
    assertThat(places.availablePermits()).as("every place is given back").isEqualTo(1);
    assertThatThrownBy(() -> new Passwords(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMissingAccountCostsAsMuch() {
    String hash = PASSWORDS.hash(GOOD);
    Duration there = fastest(() -> PASSWORDS.matches("wrong and wrong", hash));
    Duration missing =
        fastest(
            () -> {
              PASSWORDS.wasteTime("wrong and wrong");
              return true;
            });
    assertThat(missing.toNanos()).isBetween(there.toNanos() / 3, there.toNanos() * 3);
  }

  private static Duration fastest(Callable<Boolean> work) {
    return IntStream.range(0, 7)
        .mapToObj(
            i -> {
              long start = System.nanoTime();
              try {
                boolean unused = work.call();
              } catch (Exception failure) {
                throw new AssertionError(failure);
              }
              return Duration.ofNanos(System.nanoTime() - start);
            })
        .min(Duration::compareTo)
        .orElseThrow();
  }
}
