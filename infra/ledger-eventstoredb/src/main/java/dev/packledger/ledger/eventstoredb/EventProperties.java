package dev.packledger.ledger.eventstoredb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.packledger.codec.Envelope;
import dev.packledger.domain.ledger.Cause;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What stands beside an event's data on the server: a flat object of texts, as later protocols
 * demand. Nothing of it is needed to read the event; the server's own tools find by it.
 */
final class EventProperties {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String OF_NO_AGGREGATE = "ofNoAggregate";
  private static final byte[] FLAG = ("\"" + OF_NO_AGGREGATE + "\":\"true\"").getBytes(UTF_8);

  private EventProperties() {}

  /** The names that begin with a dollar are the server's: its projections follow them. */
  static byte[] of(Envelope envelope, boolean ofNoAggregate) {
    Cause cause = envelope.metadata().cause();
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("$correlationId", cause.correlationId());
    properties.put("$causationId", cause.commandId());
    properties.put("revision", String.valueOf(envelope.revision()));
    if (ofNoAggregate) {
      properties.put(OF_NO_AGGREGATE, "true");
    }
    return JSON.writeValueAsBytes(properties);
  }

  static boolean ofNoAggregate(byte[] properties) {
    return new String(properties, UTF_8).contains(new String(FLAG, UTF_8));
  }
}
