package dev.packledger.ledger.eventstoredb.serverdouble;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** The failures that the server answers with, word for word as RpcExceptions.cs has them. */
final class Answers {
  private Answers() {}

  static StatusRuntimeException timedOut() {
    return Status.ABORTED
        .withDescription("Operation timed out: Commit phase timeout.")
        .asRuntimeException();
  }

  static StatusRuntimeException notReady() {
    return Status.UNAVAILABLE.withDescription("Server Is Not Ready").asRuntimeException();
  }

  static StatusRuntimeException tooBusy() {
    return Status.UNAVAILABLE.withDescription("Server Is Too Busy").asRuntimeException();
  }

  static StatusRuntimeException noLeader() {
    return Status.UNKNOWN
        .withDescription("No leader info available in response")
        .asRuntimeException();
  }

  static StatusRuntimeException notLeader(String host, int port) {
    Metadata trailers = exception("not-leader");
    put(trailers, "leader-endpoint-host", host);
    put(trailers, "leader-endpoint-port", String.valueOf(port));
    return Status.NOT_FOUND.withDescription("Leader info available").asRuntimeException(trailers);
  }

  static StatusRuntimeException tombstoned(String stream) {
    Metadata trailers = exception("stream-deleted");
    put(trailers, "stream-name", stream);
    return Status.FAILED_PRECONDITION
        .withDescription("Event stream '" + stream + "' is deleted.")
        .asRuntimeException(trailers);
  }

  static StatusRuntimeException denied() {
    return Status.PERMISSION_DENIED
        .withDescription("Access Denied")
        .asRuntimeException(exception("access-denied"));
  }

  static StatusRuntimeException appendTooBig(int bytesMax) {
    Metadata trailers = exception("maximum-append-size-exceeded");
    put(trailers, "maximum-append-size", String.valueOf(bytesMax));
    return Status.INVALID_ARGUMENT
        .withDescription("Maximum Append Size of " + bytesMax + " Exceeded.")
        .asRuntimeException(trailers);
  }

  static StatusRuntimeException eventTooBig(Proposed event, int bytesMax) {
    Metadata trailers = exception("maximum-append-event-size-exceeded");
    put(trailers, "maximum-append-event-size", String.valueOf(bytesMax));
    put(trailers, "event-id", event.id().toString());
    put(trailers, "proposed-append-event-size", String.valueOf(event.bytes()));
    return Status.INVALID_ARGUMENT
        .withDescription("Event with Id: " + event.id() + " exceeds " + bytesMax + ".")
        .asRuntimeException(trailers);
  }

  /** A read of the log answers so, a subscription with {@code INVALID_ARGUMENT}. */
  static StatusRuntimeException invalidPosition() {
    return Status.UNKNOWN
        .withDescription("Unexpected ReadAllResult: InvalidPosition")
        .asRuntimeException();
  }

  static StatusRuntimeException invalid(String what) {
    return Status.INVALID_ARGUMENT.withDescription(what).asRuntimeException();
  }

  private static Metadata exception(String name) {
    Metadata trailers = new Metadata();
    put(trailers, "exception", name);
    return trailers;
  }

  private static void put(Metadata trailers, String key, String value) {
    trailers.put(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER), value);
  }
}
