package dev.packledger.ledger.eventstoredb.serverdouble;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Lets nobody in but who has the one name and password, once they are set. */
final class Credentials implements ServerInterceptor {
  private static final Metadata.Key<String> HEADER =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private volatile @Nullable String expected;

  void demand(String user, String password) {
    expected =
        "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String demanded = expected;
    if (demanded == null || demanded.equals(headers.get(HEADER))) {
      return next.startCall(call, headers);
    }
    call.close(Status.UNAUTHENTICATED, new Metadata());
    return new ServerCall.Listener<>() {};
  }
}
