package dev.packledger.ledger.eventstoredb;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.kurrent.dbclient.ConnectionShutdownException;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.NotLeaderException;
import io.kurrent.dbclient.StreamDeletedException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One call failed. What that means depends on the call. */
final class CallFailed extends Exception {
  private static final long serialVersionUID = 1L;

  /** With these the server says no: asking again is of no use, and nothing was written. */
  private static final Set<Status.Code> NO =
      Set.of(
          Status.Code.INVALID_ARGUMENT,
          Status.Code.PERMISSION_DENIED,
          Status.Code.UNAUTHENTICATED,
          Status.Code.UNIMPLEMENTED,
          Status.Code.FAILED_PRECONDITION,
          Status.Code.NOT_FOUND,
          Status.Code.OUT_OF_RANGE);

  private final transient @Nullable KurrentDBClient asked;
  private final boolean sent;

  /**
   * @param asked whose call it was; null where there was no client
   * @param sent whether it has left
   */
  CallFailed(@Nullable KurrentDBClient asked, boolean sent, Throwable cause) {
    super(cause);
    this.asked = asked;
    this.sent = sent;
  }

  /** Whose call it was; null where there was no client. */
  @Nullable KurrentDBClient asked() {
    return asked;
  }

  /** The failure of a type among the causes. */
  <T extends Throwable> Optional<T> find(Class<T> type) {
    for (Throwable at = getCause(); at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return Optional.of(type.cast(at));
      }
    }
    return Optional.empty();
  }

  /** Whether there is no asking again: the thread is interrupted, or the connection closed. */
  boolean isLast() {
    return find(InterruptedException.class).isPresent()
        || find(EventStoreConnection.ConnectionClosed.class).isPresent();
  }

  /** Whether the server has said no, rather than nothing; it does nothing that it says no to. */
  boolean isNo() {
    return status().filter(NO::contains).isPresent()
        || find(StreamDeletedException.class).isPresent();
  }

  /** Whether the question has not reached anybody who would do what was asked. */
  boolean isUnasked() {
    return !sent
        || find(NotLeaderException.class).isPresent()
        || find(ConnectionShutdownException.class).isPresent();
  }

  /** Whether the server does not know the user, or does not let it. */
  boolean isDenied() {
    return status()
        .filter(
            code -> code == Status.Code.PERMISSION_DENIED || code == Status.Code.UNAUTHENTICATED)
        .isPresent();
  }

  /** Whether the answer, or all of it, did not come in time. */
  boolean isLate() {
    return status().filter(Status.Code.DEADLINE_EXCEEDED::equals).isPresent()
        || find(TimeoutException.class).isPresent();
  }

  /** Whether nobody was there to be asked. */
  boolean isUnavailable() {
    return status().filter(Status.Code.UNAVAILABLE::equals).isPresent();
  }

  private Optional<Status.Code> status() {
    return find(StatusRuntimeException.class).map(failed -> failed.getStatus().getCode());
  }

  /** What happened, in words without addresses or credentials. */
  String reason() {
    if (find(NotLeaderException.class).isPresent()) {
      return "the node does not lead; are all hosts of its cluster named?";
    }
    return find(StatusRuntimeException.class)
        .map(failed -> failed.getStatus().getCode().name())
        .orElseGet(() -> rootCause().getClass().getSimpleName());
  }

  private Throwable rootCause() {
    Throwable root = this;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
