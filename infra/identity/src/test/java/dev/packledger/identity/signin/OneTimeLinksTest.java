package dev.packledger.identity.signin;

import static dev.packledger.identity.signin.OneTimeLinks.Kind.INVITATION;
import static dev.packledger.identity.signin.OneTimeLinks.Kind.RESET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.domain.organizations.MemberId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.identity.IdentityDatabase;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A link works once, until its end, and lies nowhere in clear. */
class OneTimeLinksTest {
  private static final PersonId ANN = new PersonId("per_00000000000000000000000001");
  private static final PersonId BOB = new PersonId("per_00000000000000000000000002");
  private static final OrganizationId ACME = OrganizationId.ofSlug("acme");
  private static final MemberId MEMBER = new MemberId("mem_00000000000000000000000001");
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant UNTIL = NOW.plusSeconds(3600);

  private JdbcClient jdbc;
  private OneTimeLinks links;

  @BeforeEach
  void empty() {
    jdbc = JdbcClient.create(IdentityDatabase.empty());
    links = new OneTimeLinks(jdbc);
  }

  private String reset(PersonId person) {
    return links.create(RESET, person, null, null, UNTIL, NOW);
  }

  @Test
  void worksOnce() {
    String secret = links.create(INVITATION, ANN, ACME, MEMBER, UNTIL, NOW);
    OneTimeLinks.Link link = new OneTimeLinks.Link(INVITATION, ANN, ACME, MEMBER, UNTIL);
    assertThat(links.look(secret, NOW)).contains(link);
    assertThat(links.look(secret, NOW)).as("looking does not use it").contains(link);
    assertThat(links.use(secret, NOW)).contains(link);
    assertThat(links.use(secret, NOW)).isEmpty();
    assertThat(links.look(secret, NOW)).isEmpty();
    assertThat(links.use("", NOW)).isEmpty();
    assertThat(
            jdbc.sql("SELECT l::text FROM identity.one_time_links l").query(String.class).single())
        .doesNotContain(secret);
  }

  @Test
  void endsInTime() {
    String secret = reset(ANN);
    assertThat(links.look(secret, UNTIL)).isEmpty();
    assertThat(links.use(secret, UNTIL)).isEmpty();
    assertThat(links.look(secret, UNTIL.minusMillis(1))).isPresent();
    assertThat(links.use(secret, UNTIL.minusMillis(1))).isPresent();
  }

  @Test
  void ofManyAtOnceOneGetsIt() throws Exception {
    for (int i = 0; i < 10; i++) {
      String secret = links.create(INVITATION, ANN, ACME, MEMBER, UNTIL, NOW);
      assertThat(Racing.winners(8, () -> links.use(secret, NOW).isPresent())).isEqualTo(1);
    }
  }

  @Test
  void aNewResetEndsTheOldOneOfThatPersonOnly() {
    String invitation = links.create(INVITATION, ANN, ACME, MEMBER, UNTIL, NOW);
    String old = reset(ANN);
    String bobs = reset(BOB);
    String fresh = reset(ANN);
    assertThat(links.use(old, NOW)).isEmpty();
    assertThat(links.use(fresh, NOW)).isPresent();
    assertThat(links.use(bobs, NOW)).isPresent();
    assertThat(links.use(invitation, NOW)).isPresent();
    assertThat(links.use(reset(ANN), NOW)).as("after a used one").isPresent();
  }

  @Test
  void endedOnesAreForgotten() {
    String secret = reset(ANN);
    assertThat(links.purge(UNTIL)).isZero();
    assertThat(links.look(secret, NOW)).isPresent();
    assertThat(links.purge(UNTIL.plusMillis(1))).isEqualTo(1);
  }
}
