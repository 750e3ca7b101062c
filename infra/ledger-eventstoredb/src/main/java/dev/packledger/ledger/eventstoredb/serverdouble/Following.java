package dev.packledger.ledger.eventstoredb.serverdouble;

import io.grpc.StatusRuntimeException;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * A subscription to the log: what stands after its place, then what comes, with a checkpoint each
 * so many events that do not pass its filter; AllSubscriptionFiltered of the server. One to a
 * stream is one to the log that lets that stream pass, from a revision on.
 */
final class Following implements Runnable {
  private final EventLog log;
  private final ReadReq.Options options;
  private final Sending sending;
  private final Executor executor;
  private final Runnable schedule = this::schedule;
  private final Filter filter;
  private final String stream;
  private final long checkpointEvery;
  private long revision = -1;
  private long at;
  private long passedOver;
  private boolean isLive;
  private boolean isFirst;

  Following(EventLog log, ReadReq.Options options, Sending sending, Executor executor) {
    this.log = log;
    this.options = options;
    this.sending = sending;
    this.executor = executor;
    this.filter = Filter.of(options);
    this.stream = options.hasStream() ? Wire.stream(options.getStream().getStreamIdentifier()) : "";
    int window = options.getFilter().hasMax() ? options.getFilter().getMax() : Source.PAGE;
    this.checkpointEvery =
        (long) Math.max(1, options.getFilter().getCheckpointIntervalMultiplier()) * window;
    begin(options);
  }

  private void begin(ReadReq.Options options) {
    if (options.hasStream()) {
      ReadReq.Options.StreamOptions from = options.getStream();
      revision = from.hasRevision() ? from.getRevision() : -1;
      at = from.hasEnd() ? log.head() : 0;
    } else {
      ReadReq.Options.AllOptions from = options.getAll();
      at = from.hasPosition() ? from.getPosition().getCommitPosition() : 0;
      at = from.hasEnd() ? log.head() : at;
    }
    isFirst = at <= 0;
  }

  void start() {
    sending.send(
        ReadResp.newBuilder()
            .setConfirmation(
                ReadResp.SubscriptionConfirmation.newBuilder()
                    .setSubscriptionId(UUID.randomUUID().toString()))
            .build());
    sending.onReady(schedule);
    log.follow(schedule);
    schedule();
  }

  private void schedule() {
    executor.execute(this);
  }

  /** Ends it with a failure; it cannot be resumed. */
  void fail(StatusRuntimeException answer) {
    sending.fail(answer);
    schedule();
  }

  boolean isEnded() {
    return sending.isEnded();
  }

  /** One at a time, as the executor has one thread. */
  @Override
  public void run() {
    if (sending.isEnded()) {
      log.unfollow(schedule);
    }
    while (sending.isReady()) {
      int asked = isFirst ? Source.PAGE : Source.PAGE + 1;
      List<LogEntry> page = log.forwards(Math.max(at, 0), asked);
      if (page == null) {
        sending.fail(Answers.invalid("Trying to read from an invalid position."));
        return;
      }
      page.forEach(this::consider);
      isFirst = isFirst && page.isEmpty();
      sending.playFault();
      if (page.size() < asked) {
        caughtUp();
        return;
      }
    }
  }

  private void consider(LogEntry entry) {
    if (entry.position() <= at) {
      return;
    }
    at = entry.position();
    boolean isWanted =
        stream.isEmpty()
            ? filter.passes(entry)
            : stream.equals(entry.stream()) && entry.revision() > revision;
    if (isWanted) {
      sending.send(Wire.event(entry, options));
    } else if (stream.isEmpty() && ++passedOver % checkpointEvery == 0) {
      sending.send(Wire.checkpoint(at));
    }
  }

  private void caughtUp() {
    if (!isLive) {
      isLive = true;
      sending.send(
          ReadResp.newBuilder().setCaughtUp(ReadResp.CaughtUp.getDefaultInstance()).build());
    }
  }
}
