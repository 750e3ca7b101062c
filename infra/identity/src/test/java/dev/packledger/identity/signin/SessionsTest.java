package dev.packledger.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.identity.IdentityDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A session opens with its secret alone, and no longer than it should. */
class SessionsTest {
  private static final PersonId ANN = new PersonId("per_00000000000000000000000001");
  private static final PersonId BOB = new PersonId("per_00000000000000000000000002");
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  private JdbcClient jdbc;
  private Sessions sessions;

  @BeforeEach
  void empty() {
    jdbc = JdbcClient.create(IdentityDatabase.empty());
    sessions = new Sessions(jdbc);
  }

  private Sessions.Opened opened(PersonId person) {
    return sessions.open(new Subject.Person(person), "192.0.2.1", "Firefox", NOW);
  }

  @Test
  void isFoundByItsSecretAlone() {
    Instant precise = NOW.plusNanos(123_456_789);
    Sessions.Opened opened =
        sessions.open(new Subject.Person(ANN), "192.0.2.1", "Firefox", precise);
    assertThat(Base64.getUrlDecoder().decode(opened.secret())).hasSize(20);
    assertThat(sessions.find(opened.secret(), precise)).contains(opened.session());
    assertThat(sessions.find(opened.session().id().value(), NOW)).isEmpty();
    assertThat(sessions.find("", NOW)).isEmpty();
    assertThat(jdbc.sql("SELECT s::text FROM identity.sessions s").query(String.class).single())
        .doesNotContain(opened.secret());
  }

  @Test
  void theOperatorHasSessionsToo() {
    Sessions.Opened opened = sessions.open(new Subject.Operator(), "192.0.2.1", "Firefox", NOW);
    assertThat(sessions.find(opened.secret(), NOW))
        .hasValueSatisfying(
            session -> assertThat(session.subject()).isEqualTo(new Subject.Operator()));
    assertThat(sessions.of(ANN)).isEmpty();
  }

  @Test
  void endsWithoutUse() {
    String secret = opened(ANN).secret();
    Instant over = NOW.plus(Duration.ofHours(12));
    assertThat(sessions.find(secret, over)).isEmpty();
    assertThat(sessions.find(secret, over.minusMillis(1))).isPresent();
    assertThat(sessions.find(secret, over)).as("used a moment ago").isPresent();
  }

  @Test
  void endsWithAgeHoweverMuchItIsUsed() {
    String secret = opened(ANN).secret();
    Instant over = NOW.plus(Duration.ofDays(7));
    for (Instant now = NOW; now.isBefore(over); now = now.plus(Duration.ofHours(11))) {
      assertThat(sessions.find(secret, now)).isPresent();
    }
    assertThat(sessions.find(secret, over.minusMillis(1))).isPresent();
    assertThat(sessions.find(secret, over)).isEmpty();
  }

  @Test
  void isMarkedSeenOnceAMinute() {
    String secret = opened(ANN).secret();
    assertThat(seenAt(secret, NOW.plusSeconds(59))).isEqualTo(NOW);
    assertThat(seenAt(secret, NOW.plusSeconds(60))).isEqualTo(NOW.plusSeconds(60));
    assertThat(seenAt(secret, NOW.plusSeconds(119))).isEqualTo(NOW.plusSeconds(60));
  }

  private Instant seenAt(String secret, Instant now) {
    return sessions.find(secret, now).orElseThrow().seenAt();
  }

  @Test
  void remembersConfirmation() {
    Sessions.Opened opened = opened(ANN);
    assertThat(opened.session().confirmedAt()).isNull();
    sessions.confirmed(opened.session().id(), NOW.plusSeconds(5));
    Session found = sessions.find(opened.secret(), NOW).orElseThrow();
    assertThat(found.confirmedAt()).isEqualTo(NOW.plusSeconds(5));
  }

  @Test
  void endedOnesOpenNothing() {
    Sessions.Opened one = opened(ANN);
    Sessions.Opened two = opened(ANN);
    assertThat(sessions.end(one.session().id(), NOW)).isTrue();
    assertThat(sessions.end(one.session().id(), NOW)).as("once").isFalse();
    assertThat(sessions.end(new SessionId("none"), NOW)).isFalse();
    assertThat(sessions.find(one.secret(), NOW)).isEmpty();
    assertThat(sessions.find(two.secret(), NOW)).isPresent();
    assertThat(sessions.of(ANN)).containsExactly(two.session());
  }

  @Test
  void allOfAPersonEndButOne() {
    Sessions.Opened here = opened(ANN);
    Sessions.Opened elsewhere = opened(ANN);
    Sessions.Opened bobs = opened(BOB);
    sessions.endAll(ANN, here.session().id(), NOW);
    assertThat(sessions.find(here.secret(), NOW)).isPresent();
    assertThat(sessions.find(elsewhere.secret(), NOW)).isEmpty();
    sessions.endAll(ANN, null, NOW);
    assertThat(sessions.find(here.secret(), NOW)).isEmpty();
    assertThat(sessions.find(bobs.secret(), NOW)).isPresent();
  }

  @Test
  void oldAndEndedOnesAreForgotten() {
    Sessions.Opened ended = opened(ANN);
    Sessions.Opened live = opened(ANN);
    sessions.end(ended.session().id(), NOW);
    sessions.find(live.secret(), NOW.plusSeconds(60));
    assertThat(sessions.purge(NOW)).isZero();
    assertThat(sessions.purge(NOW.plusSeconds(60))).isEqualTo(1);
    assertThat(sessions.purge(NOW.plusSeconds(61))).isEqualTo(1);
    assertThat(sessions.of(ANN)).isEmpty();
  }

  @Test
  void whatABrowserSaysIsCut() {
    Sessions.Opened opened =
        sessions.open(new Subject.Person(ANN), "192.0.2.1", "x".repeat(1000), NOW);
    assertThat(opened.session().userAgent()).hasSize(256);
    assertThat(sessions.of(ANN)).containsExactly(opened.session());
  }

  @Test
  void limitsMakeSense() {
    Duration minute = Duration.ofMinutes(1);
    assertThat(new Sessions.Limits(minute.multipliedBy(2), minute.multipliedBy(2))).isNotNull();
    assertThatThrownBy(() -> new Sessions.Limits(minute, Duration.ofDays(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Sessions.Limits(Duration.ofHours(2), Duration.ofHours(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
