package dev.packledger.ledger.eventstoredb.serverdouble;

import com.google.protobuf.ByteString;
import java.util.UUID;

/** An event that a client would like to have stored. */
record Proposed(UUID id, String type, String contentType, ByteString data, ByteString properties) {
  /** Event.SizeOnDisk: the type counts twice, as it is UTF-16 there. */
  int bytes() {
    return data.size() + properties.size() + type.length() * 2;
  }
}
