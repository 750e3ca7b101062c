package dev.packledger.server.web;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.jackson.databind.json.JsonMapper;

/** JSON out of Jetty core handlers, which have no Spring at hand. */
public final class JsonResponses {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private JsonResponses() {}

  public static void problem(Response response, Callback callback, Problem problem) {
    write(response, callback, problem.status(), Problem.MEDIA_TYPE, problem);
  }

  public static void json(Response response, Callback callback, int status, Object body) {
    write(response, callback, status, "application/json", body);
  }

  private static void write(
      Response response, Callback callback, int status, String type, Object body) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(true, ByteBuffer.wrap(MAPPER.writeValueAsBytes(body)), callback);
  }
}
