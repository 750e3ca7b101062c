package dev.packledger.ledger.eventstoredb.serverdouble;

import com.google.protobuf.ByteString;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a metadata stream says of its stream; the double keeps to {@code $tb} and {@code $maxCount}.
 *
 * @param truncatedBefore the first revision that is left
 * @param countMax how many of the last events are left
 */
record StreamMetadata(long truncatedBefore, long countMax) {
  private static final JsonMapper JSON = JsonMapper.shared();

  static StreamMetadata of(ByteString json) {
    JsonNode read = JSON.readTree(json.toStringUtf8());
    return new StreamMetadata(
        read.path("$tb").asLong(0), read.path("$maxCount").asLong(Long.MAX_VALUE));
  }
}
