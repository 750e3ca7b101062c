package dev.packledger.ledger.eventstoredb.serverdouble;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Sends what a source has, as fast as the client takes it, and lets the fault of the call happen
 * after the first page.
 */
final class Sending {
  private final ServerCallStreamObserver<ReadResp> answers;
  private final Fault fault;
  private final Node node;

  /** Guarded by this, as are the other fields that change. */
  private final Queue<ReadResp> ready = new ArrayDeque<>();

  private Source source = List::of;
  private boolean ended;

  Sending(ServerCallStreamObserver<ReadResp> answers, Fault fault, Node node) {
    this.answers = answers;
    this.fault = fault;
    this.node = node;
  }

  /** Sends all of a source and ends the call. */
  void begin(Source toSend) {
    source = toSend;
    answers.setOnReadyHandler(this::send);
    send();
  }

  private synchronized void send() {
    try {
      while (!ended && answers.isReady()) {
        if (ready.isEmpty()) {
          ready.addAll(source.next());
        }
        if (ready.isEmpty()) {
          ended = true;
          answers.onCompleted();
        } else {
          sendPage();
        }
      }
    } catch (StatusRuntimeException answer) {
      ended = true;
      answers.onError(answer);
    }
  }

  private void sendPage() {
    while (!ready.isEmpty()) {
      answers.onNext(ready.remove());
    }
    boolean isWhole = fault == Fault.STALLED && !ready.addAll(source.next());
    if (fault != Fault.NONE && !isWhole) {
      ended = true;
      node.play(fault.answer(), answers);
    }
  }

  /** Whether the client can take more; for those who send by themselves. */
  synchronized boolean isReady() {
    return !ended && !answers.isCancelled() && answers.isReady();
  }

  synchronized boolean isEnded() {
    return ended || answers.isCancelled();
  }

  void onReady(Runnable handler) {
    answers.setOnReadyHandler(handler);
    answers.setOnCancelHandler(handler);
  }

  synchronized void send(ReadResp message) {
    if (isReady() || !isEnded()) {
      answers.onNext(message);
    }
  }

  /** The fault of the call, where it has one, once its first page is out. */
  synchronized void playFault() {
    if (fault != Fault.NONE && !ended) {
      ended = true;
      node.play(fault.answer(), answers);
    }
  }

  synchronized void fail(StatusRuntimeException answer) {
    if (!isEnded()) {
      ended = true;
      answers.onError(answer);
    }
  }
}
