package dev.packledger.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.identity.IdentityDatabase;
import dev.packledger.identity.InstanceKeys;
import dev.packledger.identity.InstanceSecrets;
import dev.packledger.identity.KeyFailure;
import dev.packledger.identity.PersonKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Passwords and one-time codes count for whom they were made, once, and end when forgotten. */
class AccountsTest {
  private static final PersonId ANN = new PersonId("per_00000000000000000000000001");
  private static final PersonId BOB = new PersonId("per_00000000000000000000000002");
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:10Z");
  private static final Duration STEP = Duration.ofSeconds(Totp.STEP_SECONDS);
  private static final String FIRST = "violet tractor soup";
  private static final Passwords PASSWORDS = new Passwords();

  @TempDir Path folder;
  private JdbcClient jdbc;
  private Accounts accounts;

  @BeforeEach
  void empty() {
    jdbc = JdbcClient.create(IdentityDatabase.empty());
    accounts = node(folder);
  }

  private Accounts node(Path keys) {
    return new Accounts(jdbc, PASSWORDS, new InstanceSecrets(InstanceKeys.open(keys)));
  }

  @Test
  void aPasswordMakesTheAccountAndAnotherReplacesIt() {
    assertThat(accounts.exists(ANN)).isFalse();
    accounts.setPassword(ANN, FIRST, NOW);
    assertThat(accounts.exists(ANN)).isTrue();
    assertThat(accounts.exists(BOB)).isFalse();
    assertThat(accounts.passwordMatches(Optional.of(ANN), FIRST)).isTrue();
    accounts.setPassword(ANN, "another violet soup", NOW.plusSeconds(1));
    assertThat(accounts.passwordMatches(Optional.of(ANN), FIRST)).isFalse();
    assertThat(accounts.passwordMatches(Optional.of(ANN), "another violet soup")).isTrue();
  }

  @Test
  void nobodyAndWhoHasNoAccountMatchNothing() {
    accounts.setPassword(ANN, FIRST, NOW);
    assertThat(accounts.passwordMatches(Optional.empty(), FIRST)).isFalse();
    assertThat(accounts.passwordMatches(Optional.of(BOB), FIRST)).isFalse();
  }

  @Test
  void codesCountOnceTheFirstWasShown() {
    byte[] secret = begun(ANN, NOW);
    assertThat(accounts.hasTotp(ANN)).isFalse();
    assertThat(accounts.useTotp(ANN, code(secret, NOW), NOW)).as("still pending").isFalse();
    assertThat(accounts.confirmTotp(ANN, wrong(secret), NOW)).isFalse();
    assertThat(accounts.hasTotp(ANN)).isFalse();
    assertThat(accounts.confirmTotp(ANN, code(secret, NOW), NOW)).isTrue();
    assertThat(accounts.hasTotp(ANN)).isTrue();
    assertThat(accounts.confirmTotp(ANN, code(secret, NOW), NOW)).as("no longer").isFalse();
  }

  @Test
  void noCodeIsTakenTwice() {
    byte[] secret = confirmed(ANN, NOW);
    assertThat(accounts.useTotp(ANN, code(secret, NOW), NOW)).as("confirmed with").isFalse();
    Instant later = NOW.plus(STEP.multipliedBy(2));
    assertThat(accounts.useTotp(ANN, code(secret, later), later)).isTrue();
    assertThat(accounts.useTotp(ANN, code(secret, later), later)).as("twice").isFalse();
    assertThat(accounts.useTotp(ANN, code(secret, later.minus(STEP)), later)).as("older").isFalse();
    assertThat(accounts.useTotp(ANN, code(secret, later.plus(STEP)), later)).as("newer").isTrue();
    assertThat(accounts.useTotp(BOB, code(secret, later), later)).as("another's").isFalse();
  }

  @Test
  void ofNodesThatGetOneCodeAtOnceOneTakesIt() throws Exception {
    byte[] secret = confirmed(ANN, NOW);
    for (int i = 2; i < 12; i++) {
      Instant later = NOW.plus(STEP.multipliedBy(i));
      String code = code(secret, later);
      Accounts other = node(folder);
      assertThat(Racing.winners(8, () -> other.useTotp(ANN, code, later))).isEqualTo(1);
    }
  }

  @Test
  void aPendingSecretRunsOut() {
    byte[] secret = begun(ANN, NOW);
    Instant over = NOW.plus(Accounts.PENDING_TIME);
    Instant before = over.minusMillis(1);
    assertThat(accounts.confirmTotp(ANN, code(secret, over), over)).isFalse();
    assertThat(accounts.confirmTotp(ANN, code(secret, before), before)).isTrue();
  }

  @Test
  void theOldSecretCountsUntilTheNewOneDoes() {
    byte[] old = confirmed(ANN, NOW);
    Instant later = NOW.plus(STEP.multipliedBy(5));
    byte[] fresh = begun(ANN, later);
    assertThat(accounts.useTotp(ANN, code(fresh, later), later)).isFalse();
    assertThat(accounts.useTotp(ANN, code(old, later), later)).isTrue();
    assertThat(accounts.confirmTotp(ANN, code(fresh, later), later)).isTrue();
    Instant end = later.plus(STEP.multipliedBy(5));
    assertThat(accounts.useTotp(ANN, code(old, end), end)).isFalse();
    assertThat(accounts.useTotp(ANN, code(fresh, end), end)).isTrue();
    accounts.removeTotp(ANN);
    assertThat(accounts.hasTotp(ANN)).isFalse();
    Instant after = end.plus(STEP.multipliedBy(5));
    assertThat(accounts.useTotp(ANN, code(fresh, after), after)).isFalse();
  }

  @Test
  void secretsLieClosedAndOpenNowhereElse(@TempDir Path otherKeys) {
    byte[] secret = confirmed(ANN, NOW);
    byte[] stored =
        jdbc.sql("SELECT secret FROM identity.second_factors").query(byte[].class).single();
    assertThat(new String(stored, StandardCharsets.ISO_8859_1))
        .doesNotContain(new String(secret, StandardCharsets.ISO_8859_1));
    Instant later = NOW.plus(STEP.multipliedBy(5));
    String code = code(secret, later);
    assertThatThrownBy(() -> node(otherKeys).useTotp(ANN, code, later))
        .isInstanceOf(KeyFailure.class);
    jdbc.sql("UPDATE identity.second_factors SET person = :bob").param("bob", BOB.value()).update();
    assertThatThrownBy(() -> accounts.useTotp(BOB, code, later)).isInstanceOf(KeyFailure.class);
  }

  @Test
  void aForgottenPersonLosesEverythingAndOthersDoNot() {
    PersonKeys keys = new PersonKeys(jdbc, InstanceKeys.open(folder));
    Sessions sessions = new Sessions(jdbc);
    OneTimeLinks links = new OneTimeLinks(jdbc);
    SecurityLog log = new SecurityLog(jdbc);
    keys.personOf("ann@example.com", ANN);
    keys.personOf("bob@example.com", BOB);
    for (PersonId person : List.of(ANN, BOB)) {
      accounts.setPassword(person, FIRST, NOW);
      confirmed(person, NOW);
      sessions.open(new Subject.Person(person), "192.0.2.1", "Firefox", NOW);
      links.create(OneTimeLinks.Kind.RESET, person, null, null, NOW.plusSeconds(60), NOW);
      log.write(SecurityLog.Kind.SIGNED_IN, person, null, "192.0.2.1", "password", NOW);
    }
    keys.erase(ANN, NOW);
    accounts.forget(ANN);
    accounts.forget(ANN);
    for (String table : List.of("accounts", "second_factors", "sessions", "one_time_links")) {
      assertThat(jdbc.sql("SELECT person FROM identity." + table).query(String.class).list())
          .as(table)
          .containsExactly(BOB.value());
    }
    assertThat(log.of(ANN, null, 9))
        .singleElement()
        .satisfies(entry -> assertThat(entry.address() + entry.detail()).isEmpty());
    assertThat(log.of(BOB, null, 9))
        .singleElement()
        .satisfies(entry -> assertThat(entry.address()).isEqualTo("192.0.2.1"));
    assertThatThrownBy(() -> accounts.setPassword(ANN, FIRST, NOW))
        .hasMessageContaining("was forgotten");
    assertThatThrownBy(() -> sessions.open(new Subject.Person(ANN), "192.0.2.1", "", NOW))
        .hasMessageContaining("was forgotten");
  }

  private byte[] begun(PersonId person, Instant now) {
    String shown = accounts.beginTotp(person, now);
    byte[] closed =
        jdbc.sql("SELECT pending FROM identity.second_factors WHERE person = :person")
            .param("person", person.value())
            .query(byte[].class)
            .single();
    byte[] secret =
        new InstanceSecrets(InstanceKeys.open(folder))
            .open(closed, "identity.second_factors/" + person.value());
    assertThat(shown).isEqualTo(Totp.base32(secret));
    return secret;
  }

  private byte[] confirmed(PersonId person, Instant now) {
    byte[] secret = begun(person, now);
    assertThat(accounts.confirmTotp(person, code(secret, now), now)).isTrue();
    return secret;
  }

  private static String code(byte[] secret, Instant instant) {
    return Totp.code(secret, Totp.step(instant));
  }

  /** A code of a day later, unless chance makes it right today. */
  private static String wrong(byte[] secret) {
    long step = Totp.step(NOW) + 2880;
    while (Totp.stepOf(secret, Totp.code(secret, step), NOW).isPresent()) {
      step++;
    }
    return Totp.code(secret, step);
  }
}
