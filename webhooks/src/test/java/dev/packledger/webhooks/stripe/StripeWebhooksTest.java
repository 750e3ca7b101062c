package dev.packledger.webhooks.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.webhooks.Shop;
import dev.packledger.webhooks.inbox.PaymentAccount;
import dev.packledger.webhooks.stripe.StripeWebhooks.Answer;
import dev.packledger.webhooks.stripedouble.SignedEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is let in, and what is answered to everything else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StripeWebhooksTest {
  private static final String EVENT =
      """
      {"id": "evt_1", "object": "event", "api_version": "2026-05-27.dahlia", "created": 1768471200,
       "data": {"object": {"id": "cus_1", "object": "customer"}},
       "livemode": false, "pending_webhooks": 1, "type": "customer.created"}
      """;

  private final Shop shop = new Shop();
  private final String secret = shop.stripe.settings().webhookSecret();

  @AfterAll
  void close() {
    shop.close();
  }

  private Instant now() {
    return shop.clock.instant();
  }

  private String answer(String account, byte[] body, @Nullable String header) {
    return switch (shop.webhooks.receive(account, body, header)) {
      case Answer.Taken taken -> taken.duplicate() ? "duplicate" : "taken";
      case Answer.Rejected rejected ->
          rejected.problem().status() + " " + rejected.problem().code();
    };
  }

  private String answer(byte[] body) {
    return answer(Shop.ACCOUNT, body, SignedEvent.header(body, secret, now()));
  }

  private String answer(String body) {
    return answer(body.getBytes(UTF_8));
  }

  private static String event(String id) {
    return EVENT.replace("evt_1", id);
  }

  Stream<Arguments> forgeries() {
    byte[] body = EVENT.getBytes(UTF_8);
    String good = SignedEvent.hmac(body, secret, now());
    String other = SignedEvent.hmac(body, "whsec_other", now());
    long t = now().getEpochSecond();
    return Stream.of(
        Arguments.of("no header", null, "400 webhook.signature_missing"),
        Arguments.of("empty", "", "400 webhook.signature_missing"),
        Arguments.of("blank", "  ", "400 webhook.signature_missing"),
        Arguments.of("wrong secret", "t=" + t + ",v1=" + other, invalid()),
        Arguments.of("v0 only", "t=" + t + ",v0=" + good, invalid()),
        Arguments.of("t not a number", "t=abc,v1=" + good, invalid()),
        Arguments.of("t empty", "t=,v1=" + good, invalid()),
        Arguments.of("t without =", "t,v1=" + good, invalid()),
        Arguments.of("t negative", "t=-1,v1=" + good, invalid()),
        Arguments.of("t with zeros before", "t=0" + t + ",v1=" + good, invalid()),
        Arguments.of("t beyond long", "t=99999999999999999999999,v1=" + good, invalid()),
        Arguments.of("t twice", "t=" + t + ",t=" + t + ",v1=" + good, invalid()),
        Arguments.of("no t", "v1=" + good, invalid()),
        Arguments.of("no v1", "t=" + t, invalid()),
        Arguments.of("v1 empty", "t=" + t + ",v1=", invalid()),
        Arguments.of("v1 short", "t=" + t + ",v1=" + good.substring(1), invalid()),
        Arguments.of("v1 long", "t=" + t + ",v1=" + good + "0", invalid()),
        Arguments.of("v1 in capitals", "t=" + t + ",v1=" + good.toUpperCase(), invalid()),
        Arguments.of("commas", ",,,,", invalid()),
        Arguments.of("equals", "====", invalid()),
        Arguments.of("control characters", "t=" + t + "\r\n,v1=" + good + "\u0000", invalid()),
        Arguments.of("other time than signed", "t=" + (t - 1) + ",v1=" + good, invalid()),
        Arguments.of("1 MB", "t=" + t + ",v1=" + good + ",x=".repeat(350_000), invalid()),
        Arguments.of("1 MB of v1", "t=" + t + (",v1=" + other).repeat(15_000), invalid()));
  }

  private static String invalid() {
    return "400 webhook.signature_invalid";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void forgedSignaturesAreRefused(String name, @Nullable String header, String expected) {
    assertThat(answer(Shop.ACCOUNT, EVENT.getBytes(UTF_8), header)).as(name).isEqualTo(expected);
  }

  @Test
  void oneOfSeveralSignaturesSuffices() {
    byte[] body = event("evt_several").getBytes(UTF_8);
    String other = SignedEvent.hmac(body, "whsec_other", now());
    String header = SignedEvent.header(body, secret, now());
    assertThat(answer(Shop.ACCOUNT, body, header + ",v1=" + other + ",v0=" + other))
        .isEqualTo("taken");
    String otherFirst = header.replace(",v1=", ",v1=" + other + ",v1=");
    assertThat(answer(Shop.ACCOUNT, body, otherFirst)).isEqualTo("duplicate");
  }

  @ParameterizedTest
  @CsvSource({"-301, false", "-300, true", "0, true", "300, true", "301, false"})
  void aSignatureIsTimelyOnBothSides(int seconds, boolean taken) {
    byte[] body = event("evt_time" + Math.abs(seconds) + taken).getBytes(UTF_8);
    String header = SignedEvent.header(body, secret, now().plusSeconds(seconds));
    String expected = taken ? "taken" : "400 webhook.timestamp_out_of_tolerance";
    assertThat(answer(Shop.ACCOUNT, body, header)).isIn(expected, taken ? "duplicate" : expected);
  }

  @Test
  void secretsOverlapWhileOneIsRotatedOut() {
    shop.connect("acct_rotating", false);
    byte[] body = event("evt_rotated").getBytes(UTF_8);
    Instant until = now().plus(Duration.ofHours(24));
    shop.accounts.addSecret("acct_rotating", "whsec_new", until);

    String old = SignedEvent.header(body, secret, now());
    assertThat(answer("acct_rotating", body, old)).isEqualTo("taken");
    String renewed = SignedEvent.header(body, "whsec_new", now());
    assertThat(answer("acct_rotating", body, renewed)).isEqualTo("duplicate");

    assertThat(shop.accounts.secrets("acct_rotating", until.minusNanos(1000))).hasSize(2);
    assertThat(shop.accounts.secrets("acct_rotating", until)).containsExactly("whsec_new");
  }

  @Test
  void unknownAndDisconnectedAccountsAreNotFound() {
    byte[] body = EVENT.getBytes(UTF_8);
    String header = SignedEvent.header(body, secret, now());
    assertThat(answer("acct_nobody", body, header)).isEqualTo("404 webhook.account_unknown");
    assertThat(answer("../x", body, header)).isEqualTo("404 webhook.account_unknown");

    shop.connect("acct_gone", false);
    shop.accounts.disconnect("acct_gone", now());
    assertThat(answer("acct_gone", body, header)).isEqualTo("404 webhook.account_unknown");
    shop.accounts.connect(
        new PaymentAccount("acct_else", "paddle", Shop.SELLER, false), "key", secret, now());
    assertThat(answer("acct_else", body, header)).isEqualTo("404 webhook.account_unknown");
  }

  @Test
  void anAccountIsConnectedOnceAndMayComeBack() {
    PaymentAccount account = new PaymentAccount("acct_back", "stripe", Shop.SELLER, false);
    assertThat(shop.accounts.connect(account, "rk_1", "whsec_1", now())).isTrue();
    assertThat(shop.accounts.connect(account, "rk_2", "whsec_2", now())).isFalse();
    assertThat(shop.accounts.apiKey("acct_back")).isEqualTo("rk_1");
    shop.accounts.disconnect("acct_back", now());
    assertThat(shop.accounts.secrets("acct_back", now())).isEmpty();
    assertThat(shop.accounts.connect(account, "rk_2", "whsec_2", now())).isTrue();
    assertThat(shop.accounts.apiKey("acct_back")).isEqualTo("rk_2");
    assertThat(shop.accounts.secrets("acct_back", now())).containsExactly("whsec_2");
  }

  Stream<Arguments> malformed() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(EVENT.getBytes(UTF_8));
    }
    String bad = "400 webhook.body_malformed";
    return Stream.of(
        Arguments.of("empty", new byte[0], bad),
        Arguments.of("no UTF-8", new byte[] {(byte) 0xff, (byte) 0xfe, '{'}, invalid()),
        Arguments.of("gzip", zipped.toByteArray(), invalid()),
        Arguments.of("byte order mark", ("\ufeff" + EVENT).getBytes(UTF_8), bad),
        Arguments.of("no JSON", bytes("id=evt_1"), bad),
        Arguments.of("an array", bytes("[" + EVENT + "]"), bad),
        Arguments.of("two documents", bytes(EVENT + EVENT), bad),
        Arguments.of("cut off", bytes(EVENT.substring(0, 200)), bad),
        Arguments.of("NaN", bytes(EVENT.replace("1768471200", "NaN")), bad),
        Arguments.of("key twice", bytes(EVENT.replace("{\"id\"", "{\"id\": 0, \"id\"")), bad),
        Arguments.of("deep", bytes("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)), bad),
        Arguments.of("no id", bytes(EVENT.replace("\"id\": \"evt_1\",", "")), bad),
        Arguments.of("id of another kind", bytes(EVENT.replace("evt_1", "cus_1")), bad),
        Arguments.of("id with a quote", bytes(EVENT.replace("evt_1", "evt_\\\"1")), bad),
        Arguments.of("id a number", bytes(EVENT.replace("\"evt_1\"", "1")), bad),
        Arguments.of("created a float", bytes(EVENT.replace("1768471200", "1768471200.0")), bad),
        Arguments.of("created a text", bytes(EVENT.replace("1768471200", "\"1768471200\"")), bad),
        Arguments.of("created negative", bytes(EVENT.replace("1768471200", "-1")), bad),
        Arguments.of("created 2^53", bytes(EVENT.replace("1768471200", "9007199254740992")), bad),
        Arguments.of("created huge", bytes(EVENT.replace("1768471200", "1" + "0".repeat(30))), bad),
        Arguments.of("livemode a text", bytes(EVENT.replace(": false", ": \"false\"")), bad),
        Arguments.of("no data", bytes(EVENT.replace("\"data\"", "\"date\"")), bad),
        Arguments.of("not an event", bytes(EVENT.replace("\"event\"", "\"v2.core.event\"")), bad));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void malformedBodiesAreRefusedThoughSigned(String name, byte[] body, String expected) {
    assertThat(answer(body)).as(name).isEqualTo(expected);
  }

  @Test
  void theLargestBodyIsTaken() {
    int max = shop.webhooks.bodyBytesMax();
    String event = event("evt_large");
    assertThat(answer(event + " ".repeat(max - event.length()))).isEqualTo("taken");
    assertThat(answer(event + " ".repeat(max - event.length() + 1)))
        .isEqualTo("413 webhook.body_too_large");
  }

  @Test
  void aReencodedBodyIsNotTheSignedOne() {
    byte[] body = EVENT.getBytes(UTF_8);
    byte[] reencoded = EVENT.replace(": ", ":").getBytes(UTF_8);
    assertThat(answer(Shop.ACCOUNT, reencoded, SignedEvent.header(body, secret, now())))
        .isEqualTo(invalid());
  }

  @Test
  void aRedeliveryIsKnownByWhatItSays() {
    assertThat(answer(event("evt_again"))).isEqualTo("taken");
    assertThat(answer(event("evt_again"))).isEqualTo("duplicate");
    String counted = event("evt_again").replace("webhooks\": 1", "webhooks\": 2");
    assertThat(answer(counted.replace(": ", ":"))).isEqualTo("duplicate");
  }

  @Test
  void anotherBodyUnderAKnownIdIsRefusedAndKept() {
    assertThat(answer(event("evt_twice"))).isEqualTo("taken");
    String other = event("evt_twice").replace("cus_1", "cus_2");
    assertThat(answer(other)).isEqualTo("400 webhook.event_conflict");
    assertThat(answer(other)).isEqualTo("400 webhook.event_conflict");
    assertThat(answer(event("evt_twice"))).isEqualTo("duplicate");
    assertThat(shop.rows())
        .filteredOn(row -> row.event().equals("evt_twice"))
        .extracting(row -> row.state().text() + " " + row.code())
        .containsExactly("unknown_type null", "quarantined webhook.event_conflict");
  }

  @Test
  void unknownTypesAreKeptAndShown() {
    assertThat(answer(event("evt_new").replace("customer.created", "v9.thing.happened")))
        .isEqualTo("taken");
    assertThat(shop.states()).containsEntry("v9.thing.happened", "unknown_type");
  }

  @ParameterizedTest
  @CsvSource({
    "acct_live, false, quarantined webhook.livemode_mismatch",
    "acct_test, true, quarantined webhook.livemode_mismatch"
  })
  void testAndLiveNeverTouch(String account, boolean live, String expected) {
    shop.connect(account, account.equals("acct_live"));
    byte[] body =
        event("evt_mode")
            .replace("\"livemode\": false", "\"livemode\": " + live)
            .replace("customer.created", "invoice.paid")
            .getBytes(UTF_8);
    assertThat(answer(account, body, SignedEvent.header(body, secret, now()))).isEqualTo("taken");
    assertThat(shop.rows(account))
        .extracting(row -> row.state().text() + " " + row.code())
        .containsExactly(expected);
    assertThat(shop.worker().applyDue()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "'\"2025-02-24.acacia\"', quarantined",
    "'\"2024-06-20\"', quarantined",
    "'\"tomorrow\"', quarantined",
    "null, quarantined",
    "'\"2025-03-31.basil\"', received",
    "'\"2031-01-01.zinnia\"', received"
  })
  void versionsThatCannotBeReadAreQuarantined(String version, String expected) {
    shop.connect("acct_versions", false);
    String id = "evt_v" + Math.abs(version.hashCode());
    byte[] body =
        event(id)
            .replace("\"2026-05-27.dahlia\"", version)
            .replace("customer.created", "invoice.paid")
            .getBytes(UTF_8);
    String header = SignedEvent.header(body, secret, now());
    assertThat(answer("acct_versions", body, header)).isEqualTo("taken");
    assertThat(shop.rows("acct_versions"))
        .filteredOn(row -> row.event().equals(id))
        .extracting(row -> row.state().text())
        .containsExactly(expected);
  }

  @Test
  void nothingLiesOpenInTheDatabase() {
    String email = "carol@example.com";
    String withEmail = "\"cus_1\", \"email\": \"" + email + "\"";
    assertThat(answer(event("evt_closed").replace("\"cus_1\"", withEmail))).isEqualTo("taken");
    String all =
        JdbcClient.create(shop.dataSource)
            .sql(
                """
                select coalesce(string_agg(encode(body, 'escape'), ' '), '') ||
                  (select string_agg(encode(secret, 'escape'), ' ') from webhooks.account_secrets)
                  || (select string_agg(encode(api_key, 'escape'), ' ') from webhooks.accounts)
                from webhooks.inbox
                """)
            .query(String.class)
            .single();
    assertThat(all).doesNotContain(email, secret, shop.stripe.settings().apiKey());
  }
}
