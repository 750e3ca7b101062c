package dev.packledger.registry.npm;

import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.ledger.Commands;
import dev.packledger.domain.ledger.Position;
import dev.packledger.registry.shared.Access;
import dev.packledger.registry.shared.Blobs;
import dev.packledger.registry.shared.RegistryIndex;
import dev.packledger.registry.shared.RegistryRequest;
import dev.packledger.registry.shared.StaleNode;
import dev.packledger.registry.shared.Usage;
import dev.packledger.registry.shared.http.Reply;
import dev.packledger.registry.shared.http.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The npm registry of an organisation: from a request's method and address to what is done. Nothing
 * but HTTP is known here; who may do what is decided by {@link Access}, and by nobody else.
 */
public final class NpmRoutes {
  private final Access access;
  private final NpmReadRoutes reads;
  private final NpmWriteRoutes writes;
  private final NpmTagRoutes tags;
  private final NpmAccountRoutes accounts;

  public NpmRoutes(
      Access access,
      RegistryIndex index,
      Commands commands,
      Blobs blobs,
      Usage usage,
      NpmSettings settings) {
    this.access = access;
    NpmDesk desk =
        new NpmDesk(access, index, new NpmPackages(index), commands, blobs, usage, settings);
    this.reads = new NpmReadRoutes(desk);
    this.writes = new NpmWriteRoutes(desk);
    this.tags = new NpmTagRoutes(desk);
    this.accounts = new NpmAccountRoutes(desk);
  }

  /**
   * Answers one request, on a thread that may block.
   *
   * @throws IOException where the client, the disk or the ledger fails
   */
  public void handle(
      RegistryRequest asked, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Reply reply;
    try {
      Position needed = asked.minPosition();
      if (needed != null && !access.awaitApplied(needed)) {
        throw new StaleNode(1);
      }
      reply = reply(asked, request);
    } catch (StaleNode stale) {
      reply = NpmDenial.stale(stale);
    }
    if (!isRead(request)) {
      RequestBody.drain(request);
    }
    reply.send(request, response);
  }

  private Reply reply(RegistryRequest asked, HttpServletRequest request) throws IOException {
    NpmAddress address = NpmAddress.parse(asked.rawPath(), asked.base().getRawPath());
    if (address instanceof NpmAddress.Ping) {
      return isRead(request) ? accounts.ping() : NpmDenial.wrongMethod("GET");
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
    return reply(address, new NpmAsker(asked, credential, access), request);
  }

  private Reply reply(NpmAddress address, NpmAsker asker, HttpServletRequest request)
      throws IOException {
    return switch (address) {
      case NpmAddress.Packument(NpmName name) -> pkg(name, asker, request);
      case NpmAddress.VersionDocument(NpmName name, String version) ->
          isRead(request)
              ? reads.version(name, version, asker, request)
              : NpmDenial.wrongMethod("GET");
      case NpmAddress.Tarball(NpmName name, String file) ->
          isRead(request)
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
              ? asker.told(denied, null)
              : NpmDenial.notFound();
    };
  }

  private Reply pkg(NpmName name, NpmAsker asker, HttpServletRequest request) throws IOException {
    return switch (request.getMethod()) {
      case "GET", "HEAD" -> reads.packument(name, asker, request);
      case "PUT" -> writes.put(name, asker, request);
      default -> NpmDenial.wrongMethod("GET, PUT");
    };
  }

  private Reply revision(NpmName name, String revision, NpmAsker asker, HttpServletRequest request)
      throws IOException {
    return switch (request.getMethod()) {
      case "PUT" -> writes.putRevision(name, revision, asker, request);
      case "DELETE" -> writes.unpublishAll(name, revision, asker);
      default -> NpmDenial.wrongMethod("PUT, DELETE");
    };
  }

  private Reply distTags(NpmName name, NpmAsker asker, HttpServletRequest request)
      throws IOException {
    return switch (request.getMethod()) {
      case "GET", "HEAD" -> reads.distTags(name, asker, request);
      case "POST" -> tags.moveAll(name, false, asker, request);
      case "PUT" -> tags.moveAll(name, true, asker, request);
      default -> NpmDenial.wrongMethod("GET, POST, PUT");
    };
  }

  private Reply distTag(NpmName name, String tag, NpmAsker asker, HttpServletRequest request)
      throws IOException {
    return switch (request.getMethod()) {
      case "PUT", "POST" -> tags.move(name, tag, asker, request);
      case "DELETE" -> tags.remove(name, tag, asker);
      default -> NpmDenial.wrongMethod("PUT, DELETE");
    };
  }

  /** To a reader a bad name is a package that does not exist; a publisher is told. */
  private static Reply badName(NpmAsker asker, HttpServletRequest request) {
    if (asker.account() instanceof Decision.Denied denied) {
      return asker.told(denied, null);
    }
    return isRead(request)
        ? NpmDenial.notFound()
        : NpmDenial.of(
            NpmWriteRoutes.refused(
                NpmRefusal.NAME_INVALID,
                "A package's name has lower-case letters, digits and . _ -, and is not reserved."));
  }

  private static boolean isRead(HttpServletRequest request) {
    return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
  }
}
