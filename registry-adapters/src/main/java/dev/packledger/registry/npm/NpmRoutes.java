package dev.packledger.registry.npm;

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
 * The npm registry of an organisation: from a request's method and address to what is done. Nothing
 * but HTTP is known here; who may do what is decided by {@link Access}, and by nobody else.
 */
public final class NpmRoutes implements RegistryRoutes {
  private final Access access;
  private final NpmReadRoutes reads;
  private final NpmWriteRoutes writes;
  private final NpmTagRoutes tags;
  private final NpmAccountRoutes accounts;

  public NpmRoutes(Ports ports, NpmSettings settings) {
    this.access = ports.access();
    NpmDesk desk =
        new NpmDesk(ports, NpmRelease.packages(ports.index()), new ReleaseFiles(ports), settings);
    this.reads = new NpmReadRoutes(desk);
    this.writes = new NpmWriteRoutes(desk);
    this.tags = new NpmTagRoutes(desk);
    this.accounts = new NpmAccountRoutes(desk);
  }

  @Override
  public void handle(
      RegistryRequest asked, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Exchange.run(asked, request, response, access, this::reply, NpmDenial::stale);
  }

  private Reply reply(RegistryRequest asked, HttpServletRequest request) throws IOException {
    NpmAddress address = NpmAddress.parse(asked.rawPath(), asked.base().getRawPath());
    if (address instanceof NpmAddress.Ping) {
      return Exchange.isRead(request) ? accounts.ping() : NpmDenial.wrongMethod("GET");
    }
    if (address instanceof NpmAddress.User(String user)) {
      return request.getMethod().equals("PUT")
          ? accounts.login(user, asked, request)
          : NpmDenial.wrongMethod("PUT");
    }
    Credential credential = asked.credential();
    if (credential == null) {
      return NpmDenial.unauthenticated();
    }
    return reply(address, new Asker(asked, credential, access), request);
  }

  private Reply reply(NpmAddress address, Asker asker, HttpServletRequest request)
      throws IOException {
    return switch (address) {
      case NpmAddress.Packument(NpmName name) -> pkg(name, asker, request);
      case NpmAddress.VersionDocument(NpmName name, String version) ->
          Exchange.isRead(request)
              ? reads.version(name, version, asker, request)
              : NpmDenial.wrongMethod("GET");
      case NpmAddress.Tarball(NpmName name, String file) ->
          Exchange.isRead(request)
              ? reads.tarball(name, file, asker, request)
              : NpmDenial.wrongMethod("GET");
      case NpmAddress.TarballRevision(NpmName name, String file) ->
          request.getMethod().equals("DELETE")
              ? writes.unpublish(name, file, asker)
              : NpmDenial.wrongMethod("DELETE");
      case NpmAddress.Revision(NpmName name, String revision) ->
          revision(name, revision, asker, request);
      case NpmAddress.DistTags(NpmName name) -> distTags(name, asker, request);
      case NpmAddress.DistTag(NpmName name, String tag) -> distTag(name, tag, asker, request);
      case NpmAddress.Whoami() -> accounts.whoami(asker);
      case NpmAddress.Search() -> accounts.search(asker, request);
      case NpmAddress.Advisories() -> accounts.advisories(asker);
      case NpmAddress.Ping(), NpmAddress.User(_) ->
          throw new AssertionError("answered before anybody is asked for a token");
      case NpmAddress.BadName() -> badName(asker, request);
      case NpmAddress.Unknown() ->
          asker.account() instanceof Decision.Denied denied
              ? NpmDenial.told(denied, asker, null)
              : NpmDenial.notFound();
    };
  }

  private Reply pkg(NpmName name, Asker asker, HttpServletRequest request) throws IOException {
    return switch (request.getMethod()) {
      case "GET", "HEAD" -> reads.packument(name, asker, request);
      case "PUT" -> writes.put(name, asker, request);
      default -> NpmDenial.wrongMethod("GET, PUT");
    };
  }

  private Reply revision(NpmName name, String revision, Asker asker, HttpServletRequest request)
      throws IOException {
    return switch (request.getMethod()) {
      case "PUT" -> writes.putRevision(name, revision, asker, request);
      case "DELETE" -> writes.unpublishAll(name, revision, asker);
      default -> NpmDenial.wrongMethod("PUT, DELETE");
    };
  }

  private Reply distTags(NpmName name, Asker asker, HttpServletRequest request) throws IOException {
    return switch (request.getMethod()) {
      case "GET", "HEAD" -> reads.distTags(name, asker, request);
      case "POST" -> tags.moveAll(name, false, asker, request);
      case "PUT" -> tags.moveAll(name, true, asker, request);
      default -> NpmDenial.wrongMethod("GET, POST, PUT");
    };
  }

  private Reply distTag(NpmName name, String tag, Asker asker, HttpServletRequest request)
      throws IOException {
    return switch (request.getMethod()) {
      case "PUT", "POST" -> tags.move(name, tag, asker, request);
      case "DELETE" -> tags.remove(name, tag, asker);
      default -> NpmDenial.wrongMethod("PUT, DELETE");
    };
  }

  /** To a reader a bad name is a package that does not exist; a publisher is told. */
  private static Reply badName(Asker asker, HttpServletRequest request) {
    if (asker.account() instanceof Decision.Denied denied) {
      return NpmDenial.told(denied, asker, null);
    }
    return Exchange.isRead(request)
        ? NpmDenial.notFound()
        : NpmDenial.of(
            NpmWriteRoutes.refused(
                NpmRefusal.NAME_INVALID,
                "A package's name has lower-case letters, digits and . _ -, and is not reserved."));
  }
}
