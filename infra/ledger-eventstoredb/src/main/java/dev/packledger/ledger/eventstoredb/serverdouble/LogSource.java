package dev.packledger.ledger.eventstoredb.serverdouble;

import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import java.util.ArrayList;
import java.util.List;

/** A read of the whole log; ReadAllForwards and ReadAllBackwards of the server. */
final class LogSource implements Source {
  private final EventLog log;
  private final ReadReq.Options options;
  private final Filter filter;
  private final boolean forwards;
  private final long through;
  private long left;
  private long at;
  private boolean isFirst = true;
  private boolean done;

  LogSource(EventLog log, ReadReq.Options options, long through) {
    this.log = log;
    this.options = options;
    this.through = through;
    this.filter = Filter.of(options);
    this.forwards = options.getReadDirection() == ReadReq.Options.ReadDirection.Forwards;
    this.left = options.getCount();
    this.at =
        switch (options.getAll().getAllOptionCase()) {
          case POSITION -> options.getAll().getPosition().getCommitPosition();
          case START -> 0;
          case END -> Long.MAX_VALUE;
          case ALLOPTION_NOT_SET -> throw Answers.invalid("a read without a place to begin");
        };
    this.done = forwards && at == Long.MAX_VALUE;
  }

  @Override
  public List<ReadResp> next() {
    List<ReadResp> messages = new ArrayList<>();
    while (!done && messages.isEmpty()) {
      page(messages);
    }
    return messages;
  }

  private void page(List<ReadResp> messages) {
    // The event at the place where the page before ended is read again, and left out.
    int asked = isFirst || !forwards ? PAGE : PAGE + 1;
    List<LogEntry> page = forwards ? log.forwards(at, asked) : log.backwards(at, asked);
    if (page == null) {
      throw Answers.invalidPosition();
    }
    for (LogEntry entry : page) {
      boolean isNew =
          (isFirst || entry.position() != at || !forwards) && entry.position() <= through;
      if (isNew && filter.passes(entry) && left > 0) {
        messages.add(Wire.event(entry, options));
        left--;
      }
    }
    isFirst = false;
    done = left == 0 || page.size() < asked;
    if (!page.isEmpty()) {
      at = page.getLast().position();
    }
  }
}
