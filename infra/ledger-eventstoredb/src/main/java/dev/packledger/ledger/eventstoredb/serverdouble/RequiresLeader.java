package dev.packledger.ledger.eventstoredb.serverdouble;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/** Whether a call may be answered by the leader only. */
final class RequiresLeader implements ServerInterceptor {
  static final Context.Key<Boolean> KEY = Context.keyWithDefault("requires-leader", false);

  private static final Metadata.Key<String> HEADER =
      Metadata.Key.of("requires-leader", Metadata.ASCII_STRING_MARSHALLER);

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    boolean required = Boolean.parseBoolean(headers.get(HEADER));
    Context context = Context.current().withValue(KEY, required);
    return Contexts.interceptCall(context, call, headers, next);
  }
}
