package dev.packledger.registry.rubygems;

import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.registry.shared.Access;
import dev.packledger.registry.shared.Asker;
import dev.packledger.registry.shared.Ports;
import dev.packledger.registry.shared.RegistryRequest;
import dev.packledger.registry.shared.http.Exchange;
import dev.packledger.registry.shared.http.RegistryRoutes;
import dev.packledger.registry.shared.http.ReleaseFiles;
import dev.packledger.registry.shared.http.Reply;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The RubyGems registry of an organisation: from a request's method and address to what is done.
 * Nothing but HTTP is known here; who may do what is decided by {@link Access}, and by nobody else.
 */
public final class GemRoutes implements RegistryRoutes {
  private final Access access;
  private final GemIndexRoutes indexes;
  private final GemReadRoutes reads;
  private final GemWriteRoutes writes;

  public GemRoutes(Ports ports, GemLimits limits) {
    this.access = ports.access();
    GemDesk desk =
        new GemDesk(ports, GemRelease.packages(ports.index()), new ReleaseFiles(ports), limits);
    this.indexes = new GemIndexRoutes(desk);
    this.reads = new GemReadRoutes(desk);
    this.writes = new GemWriteRoutes(desk);
  }

  @Override
  public void handle(
      RegistryRequest asked, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Exchange.run(asked, request, response, access, this::reply, GemDenial::stale);
  }

  private Reply reply(RegistryRequest asked, HttpServletRequest request) throws IOException {
    Credential credential = asked.credential();
    if (credential == null) {
      return GemDenial.unauthenticated();
    }
    Asker asker = new Asker(asked, credential, access);
    GemAddress address = GemAddress.parse(asked.rawPath());
    return switch (address) {
      case GemAddress.Publish() -> only("POST", request, () -> writes.publish(asker, request));
      case GemAddress.Yank() -> only("DELETE", request, () -> writes.yank(asker, request));
      case GemAddress.ApiKey() -> apiKey(asker, request);
      case GemAddress.Owners(GemName name) -> writes.owners(name, asker);
      default ->
          Exchange.isRead(request) ? read(address, asker, request) : GemDenial.wrongMethod("GET");
    };
  }

  private Reply read(GemAddress address, Asker asker, HttpServletRequest request)
      throws IOException {
    return switch (address) {
      case GemAddress.Root() -> indexes.root(asker);
      case GemAddress.Versions() -> indexes.versions(asker);
      case GemAddress.Names() -> indexes.names(asker);
      case GemAddress.Specs(GemSpecs.Kind kind) -> indexes.specs(kind, asker);
      case GemAddress.Info(GemName name) -> reads.info(name, asker, request);
      case GemAddress.Quick(var candidates) -> reads.quick(candidates, asker, request);
      case GemAddress.File(var candidates) -> reads.file(candidates, asker, request);
      case GemAddress.Dependencies() -> reads.dependencies(asker, request);
      case GemAddress.VersionsJson(GemName name) -> reads.versions(name, asker, request);
      case GemAddress.GemJsonDocument(GemName name) -> reads.gem(name, asker, request);
      case GemAddress.Unknown() ->
          asker.account() instanceof Decision.Denied denied
              ? GemDenial.told(denied, asker, null)
              : GemDenial.notFound();
      case GemAddress.Publish(), GemAddress.Yank(), GemAddress.ApiKey(), GemAddress.Owners(_) ->
          throw new AssertionError("answered before, whatever the method");
    };
  }

  private Reply apiKey(Asker asker, HttpServletRequest request) {
    return switch (request.getMethod()) {
      case "GET", "POST" -> writes.signIn(asker, request);
      case "PUT" -> writes.unsupported(asker);
      default -> GemDenial.wrongMethod("GET, POST");
    };
  }

  private static Reply only(String method, HttpServletRequest request, Answering answering)
      throws IOException {
    return request.getMethod().equals(method) ? answering.reply() : GemDenial.wrongMethod(method);
  }

  @FunctionalInterface
  private interface Answering {
    Reply reply() throws IOException;
  }
}
