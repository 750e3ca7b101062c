package dev.packledger.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.identity.IdentityDatabase;
import dev.packledger.identity.InstanceKeys;
import dev.packledger.identity.InstanceSecrets;
import dev.packledger.identity.PersonKeys;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A passkey signs its owner in, here, in time and once, and nobody else. */
class PasskeysTest {
  private static final PersonId ANN = new PersonId("per_00000000000000000000000001");
  private static final PersonId BOB = new PersonId("per_00000000000000000000000002");
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant LATE = NOW.plus(PasskeyChallenges.TIME);
  private static final String ORIGIN = "https://packages.example.com";

  private final SoftAuthenticator device = SoftAuthenticator.at(ORIGIN);
  private JdbcClient jdbc;
  private Passkeys passkeys;

  @BeforeEach
  void empty() {
    jdbc = JdbcClient.create(IdentityDatabase.empty());
    passkeys = node(ORIGIN);
  }

  private Passkeys node(String address) {
    return new Passkeys(jdbc, () -> URI.create(address));
  }

  private Passkeys.Passkey registered(PersonId person, SoftAuthenticator with) {
    String options = passkeys.registrationOptions(person, "ann@example.com", NOW);
    return passkeys.register(person, with.created(options), "laptop", NOW).orElseThrow();
  }

  @Test
  void signsItsOwnerInOnAnyNode() {
    Passkeys.Passkey added = registered(ANN, device);
    assertThat(added).isEqualTo(new Passkeys.Passkey(device.id64(), "laptop", NOW, null));
    assertThat(passkeys.of(ANN)).containsExactly(added);
    String answer = device.got(passkeys.requestOptions(NOW));
    assertThat(node(ORIGIN).authenticate(answer, NOW.plusSeconds(1))).contains(ANN);
    assertThat(passkeys.of(ANN))
        .singleElement()
        .satisfies(used -> assertThat(used.usedAt()).isEqualTo(NOW.plusSeconds(1)));
  }

  @Test
  void optionsSayWhatBrowsersNeed() {
    JsonNode creation = tree(passkeys.registrationOptions(ANN, "ann@example.com", NOW));
    assertThat(creation.at("/rp/id").asString()).isEqualTo("packages.example.com");
    assertThat(creation.at("/user/name").asString()).isEqualTo("ann@example.com");
    assertThat(creation.at("/user/id").asString())
        .isEqualTo(PasskeyRows.handle(ANN).toBase64UrlString());
    assertThat(creation.at("/authenticatorSelection/userVerification").asString())
        .isEqualTo("required");
    assertThat(creation.at("/authenticatorSelection/residentKey").asString()).isEqualTo("required");
    assertThat(creation.at("/attestation").asString()).isEqualTo("none");
    assertThat(creation.at("/timeout").asInt()).isEqualTo(300_000);
    assertThat(creation.at("/excludeCredentials").size()).isZero();
    JsonNode request = tree(passkeys.requestOptions(NOW));
    assertThat(request.at("/rpId").asString()).isEqualTo("packages.example.com");
    assertThat(request.at("/userVerification").asString()).isEqualTo("required");
    assertThat(request.at("/challenge").asString()).hasSize(43);
    registered(ANN, device);
    assertThat(
            tree(passkeys.registrationOptions(ANN, "ann@example.com", NOW))
                .at("/excludeCredentials/0/id")
                .asString())
        .isEqualTo(device.id64());
  }

  private static JsonNode tree(String json) {
    return JsonMapper.shared().readTree(json);
  }

  @Test
  void namesStandInNoTable() {
    registered(ANN, device);
    String pending = passkeys.registrationOptions(ANN, "ann@example.com", NOW);
    assertThat(pending).contains("ann@example.com");
    for (String table : new String[] {"passkeys", "passkey_challenges"}) {
      assertThat(
              jdbc.sql("SELECT t::text FROM identity." + table + " t").query(String.class).list())
          .isNotEmpty()
          .noneMatch(row -> row.contains("ann@") || row.contains("616e6e40"));
    }
  }

  @Test
  void localServersAreAtLocalhost() {
    passkeys = node("http://localhost:8080");
    SoftAuthenticator local = SoftAuthenticator.at("http://localhost:8080");
    registered(ANN, local);
    assertThat(passkeys.authenticate(local.got(passkeys.requestOptions(NOW)), NOW)).contains(ANN);
    SoftAuthenticator otherPort = local.openedAt("http://localhost:8081");
    assertThat(passkeys.authenticate(otherPort.got(passkeys.requestOptions(NOW)), NOW)).isEmpty();
  }

  @Test
  void anAnswerCountsOnce() throws Exception {
    registered(ANN, device);
    String answer = device.got(passkeys.requestOptions(NOW));
    assertThat(passkeys.authenticate(answer, NOW)).isPresent();
    assertThat(passkeys.authenticate(answer, NOW)).isEmpty();
    String raced = device.got(passkeys.requestOptions(NOW));
    assertThat(Racing.winners(8, () -> node(ORIGIN).authenticate(raced, NOW).isPresent()))
        .isEqualTo(1);
  }

  @Test
  void anAnswerIsGivenInTime() {
    registered(ANN, device);
    String late = device.got(passkeys.requestOptions(NOW));
    assertThat(passkeys.authenticate(late, LATE)).isEmpty();
    assertThat(passkeys.authenticate(late, LATE.minusMillis(1))).isPresent();
    String slow = passkeys.registrationOptions(BOB, "bob", NOW);
    SoftAuthenticator bobs = SoftAuthenticator.at(ORIGIN);
    assertThat(passkeys.register(BOB, bobs.created(slow), "key", LATE)).isEmpty();
    assertThat(passkeys.register(BOB, bobs.created(slow), "key", LATE.minusMillis(1))).isPresent();
  }

  @Test
  void challengesThatNobodyAnsweredAreForgotten() {
    String unanswered = passkeys.requestOptions(NOW);
    assertThat(unanswered).isNotEqualTo(passkeys.requestOptions(NOW));
    String next = passkeys.requestOptions(LATE);
    assertThat(next).isNotEmpty();
    assertThat(
            jdbc.sql("SELECT count(*) FROM identity.passkey_challenges").query(Long.class).single())
        .isEqualTo(1);
  }

  @Test
  void challengesAreForOnePurposeAndPerson() {
    String anns = passkeys.registrationOptions(ANN, "ann", NOW);
    assertThat(passkeys.register(BOB, device.created(anns), "key", NOW)).isEmpty();
    assertThat(passkeys.register(ANN, device.created(anns), "key", NOW)).isPresent();
    String toSignIn = passkeys.requestOptions(NOW);
    String asCreation =
        toSignIn.replace(
            "\"rpId\":\"packages.example.com\"", "\"rp\":{\"id\":\"packages.example.com\"}");
    assertThat(asCreation).isNotEqualTo(toSignIn);
    SoftAuthenticator other = SoftAuthenticator.at(ORIGIN);
    assertThat(passkeys.register(ANN, other.created(asCreation), "key", NOW)).isEmpty();
  }

  @Test
  void pagesElsewhereGetNothing() {
    SoftAuthenticator phished = device.openedAt("https://packages.example.com.evil.example");
    String options = passkeys.registrationOptions(ANN, "ann", NOW);
    assertThat(passkeys.register(ANN, phished.created(options), "key", NOW)).isEmpty();
    registered(ANN, device);
    assertThat(passkeys.authenticate(phished.got(passkeys.requestOptions(NOW)), NOW)).isEmpty();
    assertThat(
            node("https://other.example.com")
                .authenticate(device.got(passkeys.requestOptions(NOW)), NOW))
        .as("under another host")
        .isEmpty();
  }

  @Test
  void whoHoldsItMustProveThatTheyMay() {
    String options = passkeys.registrationOptions(ANN, "ann", NOW);
    assertThat(passkeys.register(ANN, device.withoutPin().created(options), "key", NOW)).isEmpty();
    registered(ANN, device);
    String answer = device.withoutPin().got(passkeys.requestOptions(NOW));
    assertThat(passkeys.authenticate(answer, NOW)).isEmpty();
  }

  @Test
  void anothersSignatureIsNone() {
    registered(ANN, device);
    SoftAuthenticator stranger = SoftAuthenticator.at(ORIGIN);
    SoftAuthenticator thief = new SoftAuthenticator(stranger.keys(), device.id(), ORIGIN, 0, true);
    assertThat(passkeys.authenticate(thief.got(passkeys.requestOptions(NOW)), NOW)).isEmpty();
    assertThat(passkeys.authenticate(stranger.got(passkeys.requestOptions(NOW)), NOW))
        .as("unknown here")
        .isEmpty();
  }

  @Test
  void aCopyIsNoticed() {
    registered(ANN, device.counting(3));
    assertThat(signsIn(device.counting(4))).isTrue();
    assertThat(signsIn(device.counting(9))).isTrue();
    assertThat(signsIn(device.counting(9))).isFalse();
    assertThat(signsIn(device.counting(5))).isFalse();
    assertThat(signsIn(device.counting(10))).isTrue();
  }

  private boolean signsIn(SoftAuthenticator with) {
    return passkeys.authenticate(with.got(passkeys.requestOptions(NOW)), NOW).isPresent();
  }

  @Test
  void oneThatSomebodyHasIsNotAddedAgain() {
    registered(ANN, device);
    String options = passkeys.registrationOptions(BOB, "bob", NOW);
    assertThat(passkeys.register(BOB, device.created(options), "mine", NOW)).isEmpty();
    assertThat(passkeys.of(BOB)).isEmpty();
    assertThat(signsIn(device)).isTrue();
  }

  @Test
  void aRemovedOneOpensNothing() {
    registered(ANN, device);
    assertThat(passkeys.remove(BOB, device.id64())).isFalse();
    assertThat(passkeys.remove(ANN, device.id64())).isTrue();
    assertThat(passkeys.remove(ANN, device.id64())).isFalse();
    assertThat(signsIn(device)).isFalse();
    assertThat(passkeys.of(ANN)).isEmpty();
  }

  @Test
  void aForgottenPersonHasNone(@TempDir Path folder) {
    InstanceKeys keys = InstanceKeys.open(folder);
    PersonKeys people = new PersonKeys(jdbc, keys);
    people.personOf("ann@example.com", ANN);
    registered(ANN, device);
    SoftAuthenticator bobs = SoftAuthenticator.at(ORIGIN);
    registered(BOB, bobs);
    String begun = passkeys.registrationOptions(ANN, "ann", NOW);
    people.erase(ANN, NOW);
    SoftAuthenticator second = SoftAuthenticator.at(ORIGIN);
    assertThat(passkeys.register(ANN, second.created(begun), "key", NOW)).isEmpty();
    new Accounts(jdbc, new Passwords(), new InstanceSecrets(keys)).forget(ANN);
    assertThat(passkeys.of(ANN)).isEmpty();
    assertThat(signsIn(device)).isFalse();
    assertThat(signsIn(bobs)).isTrue();
  }

  @Test
  void labelsAreCut() {
    String options = passkeys.registrationOptions(ANN, "ann", NOW);
    String label = " " + "x".repeat(Passkeys.LABEL_CHARACTERS_MAX) + "y ";
    assertThat(passkeys.register(ANN, device.created(options), label, NOW))
        .hasValueSatisfying(
            added ->
                assertThat(added.label()).isEqualTo("x".repeat(Passkeys.LABEL_CHARACTERS_MAX)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{",
        "[]",
        "{}",
        "{\"rawId\":\"AA\"}",
        "{\"rawId\":\"AA\",\"response\":{}}",
        "{\"rawId\":\"AA\",\"response\":{\"clientDataJSON\":\"AA\"}}",
        "{\"rawId\":\"AA\",\"response\":{\"clientDataJSON\":\"e30\",\"attestationObject\":\"AA\"}}",
        "{\"rawId\":\"**\",\"response\":{}}"
      })
  void whatIsNoAnswerIsRefused(String json) {
    assertThat(passkeys.authenticate(json, NOW)).isEmpty();
    assertThat(passkeys.register(ANN, json, "key", NOW)).isEmpty();
  }
}
