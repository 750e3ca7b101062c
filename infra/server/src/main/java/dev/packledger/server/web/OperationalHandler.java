package dev.packledger.server.web;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code /health/live}, {@code /health/ready} and {@code /metrics}: no login, no database. */
final class OperationalHandler extends Handler.Abstract.NonBlocking {
  private final Supplier<Readiness> readiness;
  private final PrometheusMeterRegistry meters;

  OperationalHandler(Supplier<Readiness> readiness, PrometheusMeterRegistry meters) {
    this.readiness = readiness;
    this.meters = meters;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    switch (Request.getPathInContext(request)) {
      case "/health/live" -> JsonResponses.json(response, callback, 200, Map.of("status", "live"));
      case "/health/ready" -> {
        Readiness now = readiness.get();
        JsonResponses.json(response, callback, now.ready() ? 200 : 503, now);
      }
      case "/metrics" -> {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; version=0.0.4");
        Content.Sink.write(response, true, meters.scrape(), callback);
      }
      default -> {
        return false;
      }
    }
    return true;
  }
}
