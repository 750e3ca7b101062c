package dev.packledger.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationEvent.OrganizationRegistered;
import dev.packledger.domain.organizations.OrganizationId;
import java.io.IOException;
import java.util.List;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the codec refuses: each of these stops its reader. */
class EventCodecTest {
  private static final EventCodec CODEC = EventCodec.LEDGER;

  private static final String TERMS =
      """
      {"channels":[],"graceDays":0,"kind":"trial","onLapse":"revoke_everything","packages":[],\
      "seats":{"counted":"both","maximum":null,"minimum":0},"tokens":{"addresses":[],\
      "lifetimeDays":null},"updates":%s,"versions":null}\
      """;

  private static final String PLAN = "\"plan\":\"pln_01jxfkn300e02r000000000005\"";

  @Test
  void anAlienEventStopsItsReader() {
    assertUnreadable("license.painted", 1, "{}", "unknown event type");
    assertThatThrownBy(() -> CODEC.encode(new Event() {}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EventTypes.LEDGER.of(String.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNewerOrImpossibleRevisionStopsItsReader() {
    assertUnreadable("license.past_due", 2, "{}", "knows up to 1");
    assertUnreadable("license.past_due", 0, "{}", "knows up to 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          shorter      | organization.registered | {"slug":"a"}
          emptied      | organization.registered | {}
          no optional  | token.rotated           | \
          {"secret":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a"}
          unknown      | organization.registered | {"displayName":"A","slug":"a","x":1}
          doubled      | organization.registered | {"displayName":"A","slug":"a","slug":"b"}
          null         | organization.registered | {"displayName":null,"slug":"a"}
          null seats   | license.seats_changed   | {"seats":null}
          null element | product.package_added   | \
          {"pkg":"pkg_7q5cwm5hr1apbtyq4f59xy5ze5","privateDependencies":[null]}
          number       | organization.registered | {"displayName":5,"slug":"a"}
          boolean      | organization.registered | {"displayName":true,"slug":"a"}
          text         | license.seats_changed   | {"seats":"3"}
          float        | license.seats_changed   | {"seats":3.0}
          large        | license.seats_changed   | {"seats":3000000000}
          enum case    | license.revoked         | {"reason":"REFUND"}
          enum number  | license.revoked         | {"reason":0}
          enum unknown | license.revoked         | {"reason":"whim"}
          other id     | license.claimed         | {"buyer":"lic_0w7ax96xx8bhmaybepcax394an"}
          id object    | license.claimed         | \
          {"buyer":{"value":"org_04eqde6skbapfbygrf3kzfzvke"}}
          holder       | license.seat_assigned   | {"holder":"tok_01jxfkn300e038000000000006"}
          zone         | license.renewed         | {"paidThrough":"2025-06-01T09:30:00+00:00"}
          nanoseconds  | license.renewed         | {"paidThrough":"2025-06-01T09:30:00.000000001Z"}
          padded       | license.renewed         | {"paidThrough":"2025-06-01T09:30:00.000Z"}
          epoch        | license.renewed         | {"paidThrough":1748770200}
          array        | license.past_due        | []
          text only    | license.past_due        | "x"
          nothing      | license.past_due        | null
          trailing     | license.past_due        | {}{}
          broken       | license.past_due        | {
          """)
  void aPayloadThatIsNotItsTypesStopsItsReader(String why, String type, String payload) {
    assertUnreadable(type, 1, payload, "not a payload of " + type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"never\"}",
        "{}",
        "{\"period\":\"P1Y\"}",
        "{\"type\":\"for_period\"}",
        "{\"period\":\"P1Y\",\"type\":\"while_active\"}",
        "{\"period\":\"P12M0D\",\"type\":\"for_period\"}",
        "{\"period\":\"P-1Y\",\"type\":\"for_period\"}",
        "{\"period\":\"soon\",\"type\":\"for_period\"}",
        "null",
        "[]"
      })
  void anUpdatesWindowIsReadStrictly(String updates) {
    String payload = "{" + PLAN + ",\"terms\":" + TERMS.formatted(updates) + "}";
    assertUnreadable("license.plan_changed", 1, payload, "not a payload");
  }

  @Test
  void termsWithoutAFaultAreRead() {
    String payload =
        "{" + PLAN + ",\"terms\":" + TERMS.formatted("{\"type\":\"while_active\"}") + "}";
    Event event = CODEC.decode("license.plan_changed", 1, payload.getBytes(UTF_8));
    assertThat(new String(CODEC.encode(event), UTF_8)).isEqualTo(payload);
  }

  @Test
  void anEnvelopeIsReadStrictly() throws IOException {
    String stored = new String(CorpusTest.envelopeBytes("license.claimed.1.json"), UTF_8);
    for (String wrong :
        List.of(
            stored + " ",
            " " + stored,
            stored.replace("\"sequence\":", "\"sequence\": "),
            stored.replace("\"revision\":1", "\"revision\":1.0"),
            stored.replace("\"revision\":1,", ""),
            stored.replace("\"revision\":1", "\"revision\":99999999999"),
            stored.replace("\"kind\":\"", "\"kind\":\"x"),
            stored.replace("\"kind\":", "\"king\":"),
            stored.replace("\"type\":", "\"position\":7,\"type\":"),
            stored.replace("\"payload\":{", "\"payload\":[{"),
            stored.substring(0, stored.length() - 1),
            "")) {
      assertThatThrownBy(() -> Envelope.decode(wrong.getBytes(UTF_8)))
          .as(wrong)
          .isInstanceOf(UnreadableEvent.class);
    }
  }

  @Test
  void axonNeverSeesAnUnknownType() {
    LedgerSerializer serializer = new LedgerSerializer(CODEC);
    for (String[] typeAndRevision :
        new String[][] {
          {"license.painted", "1"}, {"license.past_due", "2"}, {"license.past_due", "one"}
        }) {
      var stored =
          new SimpleSerializedObject<>(
              "{}".getBytes(UTF_8), byte[].class, typeAndRevision[0], typeAndRevision[1]);
      assertThatThrownBy(() -> serializer.deserialize(stored))
          .isInstanceOf(SerializationException.class);
    }
    assertThatThrownBy(
            () ->
                serializer.classForType(
                    new SimpleSerializedObject<>("{}", String.class, "license.painted", "1")
                        .getType()))
        .isInstanceOf(SerializationException.class);
    assertThatThrownBy(() -> serializer.serialize("text", byte[].class))
        .isInstanceOf(SerializationException.class);
  }

  @Test
  void axonReadsWhatItWrote() throws IOException {
    LedgerSerializer serializer = new LedgerSerializer(CODEC);
    Event event = new OrganizationRegistered("acme", "Acme");
    var stored = serializer.serialize(event, byte[].class);
    assertThat(stored.getType().getName()).isEqualTo("organization.registered");
    assertThat(stored.getType().getRevision()).isEqualTo("1");
    assertThat(serializer.<byte[], Event>deserialize(stored)).isEqualTo(event);
    assertThat(serializer.classForType(stored.getType())).isEqualTo(OrganizationRegistered.class);

    Envelope envelope = Envelope.decode(CorpusTest.envelopeBytes("license.claimed.1.json"));
    MetaData read = serializer.deserialize(LedgerSerializer.metadata(envelope.metadata()));
    assertThat(read).containsEntry("actor", envelope.metadata().actor());
    assertThat(read).containsEntry("salt", envelope.metadata().salt());
  }

  @Test
  void aRecordedEventCarriesWhereItStands() throws IOException {
    Envelope envelope = Envelope.decode(CorpusTest.envelopeBytes("organization.registered.1.json"));
    var recorded = CODEC.recorded(envelope, new Position(7));
    assertThat(recorded.stream()).isEqualTo(OrganizationId.ofSlug("globex").value());
    assertThat(recorded.position()).isEqualTo(new Position(7));
    assertThat(recorded.sequence()).isEqualTo(envelope.sequence());
  }

  private static void assertUnreadable(String type, int revision, String payload, String says) {
    assertThatThrownBy(() -> CODEC.decode(type, revision, payload.getBytes(UTF_8)))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining(says);
  }
}
