package dev.packledger.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.ledger.Event;
import java.util.List;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The mechanism, on an event that had two older shapes. */
class UpcastersTest {
  private record DoorPainted(String colour, int coats) implements Event {}

  private static final EventTypes TYPES =
      new EventTypes(List.of(new EventType("door.painted", 3, DoorPainted.class)));
  private static final Upcasters.Step FIRST =
      new Upcasters.Step("door.painted", 1, UpcastersTest::doorPaintedFrom1To2);
  private static final Upcasters.Step SECOND =
      new Upcasters.Step("door.painted", 2, UpcastersTest::doorPaintedFrom2To3);
  private static final EventCodec CODEC =
      new EventCodec(TYPES, new Upcasters(TYPES, List.of(SECOND, FIRST)));

  private static ObjectNode doorPaintedFrom1To2(ObjectNode payload) {
    payload.set("colour", payload.remove("color"));
    return payload;
  }

  private static ObjectNode doorPaintedFrom2To3(ObjectNode payload) {
    return payload.put("coats", 1);
  }

  @Test
  void everyOldRevisionIsLedToTodays() {
    assertThat(decode(1, "{\"color\":\"red\"}")).isEqualTo(new DoorPainted("red", 1));
    assertThat(decode(2, "{\"colour\":\"red\"}")).isEqualTo(new DoorPainted("red", 1));
    assertThat(decode(3, "{\"coats\":2,\"colour\":\"red\"}")).isEqualTo(new DoorPainted("red", 2));
  }

  @Test
  void axonReadsOldRevisionsByTheSameSteps() {
    LedgerSerializer serializer = new LedgerSerializer(CODEC);
    var stored =
        new SimpleSerializedObject<>(
            "{\"color\":\"red\"}".getBytes(UTF_8), byte[].class, "door.painted", "1");
    assertThat(serializer.<byte[], Event>deserialize(stored)).isEqualTo(new DoorPainted("red", 1));
    assertThat(serializer.classForType(stored.getType())).isEqualTo(DoorPainted.class);
  }

  @Test
  void aShapeOfAnotherRevisionStopsItsReader() {
    assertThatThrownBy(() -> decode(3, "{\"colour\":\"red\"}")).isInstanceOf(UnreadableEvent.class);
    assertThatThrownBy(() -> decode(2, "{\"color\":\"red\"}")).isInstanceOf(UnreadableEvent.class);
    assertThatThrownBy(() -> decode(1, "[]")).isInstanceOf(UnreadableEvent.class);
  }

  @Test
  void aChainWithAGapIsRefused() {
    assertThatThrownBy(() -> new Upcasters(TYPES, List.of(FIRST)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 2");
    assertThatThrownBy(() -> new Upcasters(TYPES, List.of(FIRST, SECOND, SECOND)))
        .isInstanceOf(IllegalArgumentException.class);
    Upcasters.Step beyond = new Upcasters.Step("door.painted", 3, payload -> payload);
    assertThatThrownBy(() -> new Upcasters(TYPES, List.of(FIRST, SECOND, beyond)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Event decode(int revision, String payload) {
    return CODEC.decode("door.painted", revision, payload.getBytes(UTF_8));
  }
}
