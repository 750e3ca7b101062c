package dev.packledger.server.web;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The first to see a request: reads its raw path once and hands it to the door that it names. A
 * node that is not up to date opens no door but health and metrics.
 *
 * <p>It never blocks, so that Jetty calls it on the thread that read the request, and so do the
 * doors whose answers come from memory. The others get a virtual thread for each request.
 */
final class RootHandler extends Handler.Sequence {
  /** Under which a request carries its {@link RequestPath}. */
  static final String PATH = "packledger.path";

  private static final String FORWARD_AUTH = "/access/v1/forward-auth";

  private final Supplier<OptionalInt> staleRetrySeconds;
  private final Optional<HostNames> hostNames;
  private final TrustedProxies proxies;

  /**
   * @param staleRetrySeconds present while this node may not answer: when to try again
   * @param prompt doors that never wait, and are asked first
   * @param waiting what is behind all other doors
   */
  RootHandler(
      Supplier<OptionalInt> staleRetrySeconds,
      Optional<HostNames> hostNames,
      TrustedProxies proxies,
      List<Handler> prompt,
      Handler waiting) {
    super(Stream.concat(prompt.stream(), Stream.of(new Elsewhere(waiting))).toList());
    this.proxies = proxies;
    this.staleRetrySeconds = staleRetrySeconds;
    this.hostNames = hostNames;
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    RequestPath path = pathOf(request);
    request.setAttribute(PATH, path);
    ClientAddress.find(request, proxies);
    ReasonPhrase.enable(request);
    if (QuerySecrets.in(request.getHttpURI().getQuery()) && !isForwarded(request)) {
      JsonResponses.problem(
          response, callback, Problem.of(400, QuerySecrets.CODE, QuerySecrets.DETAIL));
      return true;
    }
    if (!(path instanceof RequestPath.Operational)) {
      OptionalInt retrySeconds = staleRetrySeconds.get();
      if (retrySeconds.isPresent()) {
        refuseStale(response, callback, retrySeconds.getAsInt());
        return true;
      }
    }
    return super.handle(request, response, callback);
  }

  /** Another's query, which that door refuses in its own way. */
  private static boolean isForwarded(Request request) {
    return FORWARD_AUTH.equals(request.getHttpURI().getPath());
  }

  private RequestPath pathOf(Request request) {
    String rawPath = request.getHttpURI().getPath();
    String path = rawPath == null ? "/" : rawPath;
    return hostNames
        .flatMap(names -> names.registry(Request.getServerName(request), path))
        .orElseGet(() -> RequestPath.of(path));
  }

  private static void refuseStale(Response response, Callback callback, int retrySeconds) {
    response.getHeaders().put(HttpHeader.RETRY_AFTER, retrySeconds);
    JsonResponses.problem(
        response,
        callback,
        Problem.of(
            503,
            "node.stale",
            "This node cannot prove that it is up to date. Try again in "
                + retrySeconds
                + " seconds."));
  }
}
