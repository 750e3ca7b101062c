package dev.packledger.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.identity.IdentityDatabase;
import dev.packledger.identity.signin.SecurityLog.Entry;
import dev.packledger.identity.signin.SecurityLog.Kind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happened to accounts is added to and read, newest first, and never changed. */
class SecurityLogTest {
  private static final PersonId ANN = new PersonId("per_00000000000000000000000001");
  private static final PersonId BOB = new PersonId("per_00000000000000000000000002");
  private static final OrganizationId ACME = OrganizationId.ofSlug("acme");
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  private JdbcClient jdbc;
  private SecurityLog log;

  @BeforeEach
  void empty() {
    jdbc = JdbcClient.create(IdentityDatabase.empty());
    log = new SecurityLog(jdbc);
  }

  @Test
  void isReadNewestFirstPageByPage() {
    log.write(Kind.SIGN_IN_FAILED, ANN, null, "192.0.2.1", "password", NOW);
    log.write(Kind.SIGNED_IN, ANN, ACME, "192.0.2.1", "totp", NOW.plusSeconds(1));
    log.write(Kind.EXPORTED, BOB, ACME, "2001:db8::1", "", NOW.plusSeconds(2));
    log.write(Kind.OPERATOR_SIGNED_IN, null, null, "192.0.2.9", "", NOW.plusSeconds(3));
    assertThat(log.of(ANN, null, 10))
        .extracting(Entry::kind)
        .containsExactly(Kind.SIGNED_IN, Kind.SIGN_IN_FAILED);
    assertThat(log.of(ACME, null, 10)).extracting(Entry::person).containsExactly(BOB, ANN);
    List<Entry> first = log.of(ANN, null, 1);
    assertThat(log.of(ANN, first.getFirst().id(), 1))
        .singleElement()
        .isEqualTo(
            new Entry(
                first.getFirst().id() - 1,
                Kind.SIGN_IN_FAILED,
                ANN,
                null,
                "192.0.2.1",
                "password",
                NOW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE identity.security_log SET detail = 'nothing'",
        "UPDATE identity.security_log SET address = '', detail = ''",
        "DELETE FROM identity.security_log",
        "TRUNCATE identity.security_log"
      })
  void isNeverChanged(String change) {
    log.write(Kind.SIGNED_IN, ANN, ACME, "192.0.2.1", "totp", NOW);
    assertThatThrownBy(() -> jdbc.sql(change).update()).hasMessageContaining("append-only");
    assertThat(log.of(ANN, null, 10))
        .singleElement()
        .satisfies(entry -> assertThat(entry.detail()).isEqualTo("totp"));
  }

  @Test
  void codesStayWhatTheyAre() {
    assertThat(Arrays.stream(Kind.values()).map(Kind::code))
        .as("rows that are stored name them")
        .isEqualTo(
            Arrays.stream(Kind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList());
  }

  @Test
  void everyKindIsReadAsWritten() {
    for (Kind kind : Kind.values()) {
      log.write(kind, ANN, null, "", "", NOW);
    }
    assertThat(log.of(ANN, null, 100).reversed())
        .extracting(Entry::kind)
        .containsExactly(Kind.values());
  }
}
