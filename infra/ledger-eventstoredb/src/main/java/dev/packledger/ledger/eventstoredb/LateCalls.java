package dev.packledger.ledger.eventstoredb;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;

/**
 * Lets no call out that nobody waits for any more. While the client looks for a server it queues
 * what it is asked, for as long as it takes, and would send appends long after they were given up.
 */
final class LateCalls implements ClientInterceptor {
  /** Under which a call says until when it is waited for, by {@link System#nanoTime}. */
  static final String UNTIL = "packledger-until";

  private static final Metadata.Key<String> HEADER =
      Metadata.Key.of(UNTIL, Metadata.ASCII_STRING_MARSHALLER);

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<R> answers, Metadata headers) {
        String until = headers.get(HEADER);
        headers.discardAll(HEADER);
        if (until != null && System.nanoTime() - Long.parseLong(until) > 0) {
          throw Status.DEADLINE_EXCEEDED
              .withDescription("nobody waits for it any more")
              .asRuntimeException();
        }
        super.start(answers, headers);
      }
    };
  }
}
