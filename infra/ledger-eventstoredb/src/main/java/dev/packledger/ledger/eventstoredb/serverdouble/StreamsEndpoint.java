package dev.packledger.ledger.eventstoredb.serverdouble;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.kurrent.dbclient.proto.streams.StreamsGrpc;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.AppendReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.AppendResp;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.DeleteReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.DeleteResp;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.TombstoneReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.TombstoneResp;
import java.util.ArrayList;
import java.util.List;

/** The streams of one node: appends, reads, subscriptions, deletion. */
final class StreamsEndpoint extends StreamsGrpc.StreamsImplBase {
  private final Node node;
  private final EventLog log;
  private final FaultScript faults;
  private final DoubleSettings settings;

  StreamsEndpoint(Node node, EventLog log, FaultScript faults, DoubleSettings settings) {
    this.node = node;
    this.log = log;
    this.faults = faults;
    this.settings = settings;
  }

  @Override
  public StreamObserver<AppendReq> append(StreamObserver<AppendResp> answers) {
    boolean forLeader = RequiresLeader.KEY.get();
    return new AppendCall(answers, forLeader);
  }

  private final class AppendCall implements StreamObserver<AppendReq> {
    private final ServerCallStreamObserver<AppendResp> answers;
    private final boolean forLeader;
    private final List<Proposed> events = new ArrayList<>();
    private AppendReq.Options options = AppendReq.Options.getDefaultInstance();
    private int bytes;
    private boolean refused;

    AppendCall(StreamObserver<AppendResp> answers, boolean forLeader) {
      this.answers = (ServerCallStreamObserver<AppendResp>) answers;
      this.forLeader = forLeader;
    }

    @Override
    public void onNext(AppendReq request) {
      if (request.hasOptions()) {
        options = request.getOptions();
        return;
      }
      Proposed event = Wire.proposed(request.getProposedMessage());
      bytes += event.bytes();
      if (event.bytes() > settings.eventBytesMax()) {
        refuse(Answers.eventTooBig(event, settings.eventBytesMax()));
      } else if (bytes > settings.appendBytesMax()) {
        refuse(Answers.appendTooBig(settings.appendBytesMax()));
      } else {
        events.add(event);
      }
    }

    private void refuse(StatusRuntimeException answer) {
      if (!refused) {
        refused = true;
        answers.onError(answer);
      }
    }

    @Override
    public void onError(Throwable callerWentAway) {
      refused = true;
    }

    @Override
    public void onCompleted() {
      if (refused) {
        return;
      }
      Fault fault = faults.take(Call.APPEND);
      try {
        node.answerIfFailing(forLeader);
        AppendResp response = null;
        if (fault.isAfterwards()) {
          response = write(fault);
        }
        node.play(fault.answer(), answers);
        if (response != null && isAnswered(fault)) {
          answers.onNext(response);
          answers.onCompleted();
        }
      } catch (StatusRuntimeException answer) {
        answers.onError(answer);
      }
    }

    private AppendResp write(Fault fault) {
      String stream = Wire.stream(options.getStreamIdentifier());
      return switch (log.append(stream, Wire.expected(options), events)) {
        case Written.Stored stored -> {
          awaitReplicated(stored);
          yield Wire.stored(
              fault == Fault.POSITION_UNTOLD ? new Written.Stored(stored.revision(), -1) : stored);
        }
        case Written.WrongVersion wrong -> Wire.wrongVersion(options, wrong.revision());
        case Written.Tombstoned gone -> throw Answers.tombstoned(stream);
      };
    }

    private void awaitReplicated(Written.Stored stored) {
      try {
        if (!log.awaitReplicated(stored.position(), settings.commitTimeout().toNanos())) {
          throw Answers.timedOut();
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw Status.UNAVAILABLE.asRuntimeException();
      }
    }

    private static boolean isAnswered(Fault fault) {
      return fault == Fault.NONE || fault == Fault.POSITION_UNTOLD;
    }
  }

  @Override
  public void read(ReadReq request, StreamObserver<ReadResp> observer) {
    ServerCallStreamObserver<ReadResp> answers = (ServerCallStreamObserver<ReadResp>) observer;
    ReadReq.Options options = request.getOptions();
    boolean isSubscription = options.hasSubscription();
    Call call =
        isSubscription ? Call.SUBSCRIBE : options.hasAll() ? Call.READ_ALL : Call.READ_STREAM;
    Fault fault = faults.take(call);
    boolean forLeader = RequiresLeader.KEY.get();
    try {
      node.answerIfFailing(forLeader);
      if (!fault.isAfterwards() && !node.play(fault.answer(), answers)) {
        return;
      }
      Sending sending = new Sending(answers, fault, node);
      if (isSubscription) {
        Following following = new Following(log, options, sending, node.scheduler());
        following.start();
        if (forLeader) {
          node.keep(following);
        }
      } else {
        sending.begin(
            options.hasAll()
                ? new LogSource(log, options, node.seesThrough())
                : new StreamSource(log, options, node.seesThrough()));
      }
    } catch (StatusRuntimeException answer) {
      answers.onError(answer);
    }
  }

  @Override
  public void delete(DeleteReq request, StreamObserver<DeleteResp> answers) {
    log.softDelete(Wire.stream(request.getOptions().getStreamIdentifier()));
    answers.onNext(DeleteResp.newBuilder().setNoPosition(Wire.EMPTY).build());
    answers.onCompleted();
  }

  @Override
  public void tombstone(TombstoneReq request, StreamObserver<TombstoneResp> answers) {
    log.tombstone(Wire.stream(request.getOptions().getStreamIdentifier()));
    answers.onNext(TombstoneResp.newBuilder().setNoPosition(Wire.EMPTY).build());
    answers.onCompleted();
  }
}
