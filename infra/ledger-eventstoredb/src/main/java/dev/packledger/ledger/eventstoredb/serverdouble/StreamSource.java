package dev.packledger.ledger.eventstoredb.serverdouble;

import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import java.util.ArrayList;
import java.util.List;

/** A read of one stream; ReadStreamForwards and ReadStreamBackwards of the server. */
final class StreamSource implements Source {
  private final EventLog log;
  private final ReadReq.Options options;
  private final String stream;
  private final boolean forwards;
  private final long through;
  private final boolean saysWhereItEnds;
  private long left;
  private long at;
  private boolean done;

  StreamSource(EventLog log, ReadReq.Options options, long through) {
    this.log = log;
    this.options = options;
    this.through = through;
    this.stream = Wire.stream(options.getStream().getStreamIdentifier());
    this.forwards = options.getReadDirection() == ReadReq.Options.ReadDirection.Forwards;
    this.saysWhereItEnds = options.getControlOption().getCompatibility() >= 1;
    this.left = options.getCount();
    this.at =
        switch (options.getStream().getRevisionOptionCase()) {
          case REVISION -> options.getStream().getRevision();
          case START -> 0;
          case END -> Long.MAX_VALUE;
          case REVISIONOPTION_NOT_SET -> throw Answers.invalid("a read without a place to begin");
        };
  }

  @Override
  public List<ReadResp> next() {
    if (done) {
      return List.of();
    }
    StreamPage page = log.stream(stream, at, (int) Math.min(PAGE, left), forwards);
    List<ReadResp> messages = new ArrayList<>();
    switch (page.kind()) {
      case NONE -> {
        done = true;
        messages.add(Wire.notFound(stream));
      }
      case TOMBSTONED -> throw Answers.tombstoned(stream);
      case FOUND -> {
        page.entries().stream()
            .filter(entry -> entry.position() <= through)
            .forEach(entry -> messages.add(Wire.event(entry, options)));
        left -= page.entries().size();
        at = page.next();
        done = page.isEnd() || left == 0;
        if (done && saysWhereItEnds) {
          messages.add(ReadResp.newBuilder().setLastStreamPosition(page.last()).build());
        }
      }
    }
    return messages;
  }
}
