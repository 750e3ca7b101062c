package dev.packledger.server.web;

import java.util.function.Predicate;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Lets only one kind of path through to the handler behind it. */
final class DoorHandler extends Handler.Wrapper {
  private final Predicate<RequestPath> opens;

  DoorHandler(Predicate<RequestPath> opens, Handler behind) {
    super(behind);
    this.opens = opens;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    return request.getAttribute(RootHandler.PATH) instanceof RequestPath path
        && opens.test(path)
        && super.handle(request, response, callback);
  }
}
