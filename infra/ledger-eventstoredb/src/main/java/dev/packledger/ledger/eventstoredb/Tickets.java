package dev.packledger.ledger.eventstoredb;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Each call has a ticket. It is taken by the call when it leaves, or by who asked when he gives up,
 * whoever is first. While the client looks for a server it queues what it is asked, for as long as
 * that takes: without tickets it would send appends long after they were given up, and nobody could
 * say of one whether it was ever sent.
 */
final class Tickets implements ClientInterceptor {
  /** The header under which a call carries its ticket; it stays here. */
  static final String HEADER = "packledger-ticket";

  private static final Metadata.Key<String> KEY =
      Metadata.Key.of(HEADER, Metadata.ASCII_STRING_MARSHALLER);

  private final AtomicLong last = new AtomicLong();
  private final Set<String> open = ConcurrentHashMap.newKeySet();

  String issue() {
    String ticket = String.valueOf(last.incrementAndGet());
    open.add(ticket);
    return ticket;
  }

  /** Gives up; true where the call has not left, and never will. */
  boolean takeBack(String ticket) {
    return open.remove(ticket);
  }

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<R> answers, Metadata headers) {
        String ticket = headers.get(KEY);
        headers.discardAll(KEY);
        if (ticket != null && !open.remove(ticket)) {
          throw Status.CANCELLED
              .withDescription("nobody waits for it any more")
              .asRuntimeException();
        }
        super.start(answers, headers);
      }
    };
  }
}
