package dev.packledger.ledger.eventstoredb.serverdouble;

import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadResp.ReadEvent.RecordedEvent;

/**
 * A record of the log.
 *
 * @param position its place, in bytes
 * @param event as it is sent
 */
record LogEntry(long position, String stream, long revision, RecordedEvent event) {
  String type() {
    return event.getMetadataOrDefault(Wire.TYPE, "");
  }
}
